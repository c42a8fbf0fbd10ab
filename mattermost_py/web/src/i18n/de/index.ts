import type { Words } from "../t";

/** Every catalogue of this language, one JSON per feature, keys `feature.name`. */
const files = import.meta.glob<Words>("./*.json", { eager: true, import: "default" });

const words: Words = Object.assign({}, ...Object.values(files)) as Words;

export default words;
