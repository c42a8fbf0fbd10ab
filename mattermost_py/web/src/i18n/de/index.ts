/** Every catalogue of this language, one JSON per feature, keys `feature.name`. */
const files = import.meta.glob<Record<string, string>>("./*.json", { eager: true, import: "default" });

const words: Record<string, string> = Object.assign({}, ...Object.values(files)) as Record<string, string>;

export default words;
