/** Whether fingers are what points here: no keyboard is to pop up, and no row of small buttons, before it is asked for. */
export const isTouched = () => window.matchMedia("(pointer: coarse)").matches;
