/** How names of sites are written on the wire, by the browser; stands in for the package `punycode.js` of the Markdown parser. */
export default {
  toASCII: (host: string): string => {
    const url = `http://${host}/`;
    return URL.canParse(url) ? new URL(url).hostname : host;
  },
  /** Text stays as it was written: a name that looks like another one is not helped to. */
  toUnicode: (host: string): string => host,
};
