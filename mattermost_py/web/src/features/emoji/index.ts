/** Emoji: drawing one, picking one, finding them by name. */
export { Emoji } from "./Emoji";
export { EmojiPicker } from "./EmojiPicker";
export { emojiTable, loadEmoji, readTone, searchEmoji, useEmojiTable } from "./emojiData";
export { noteEmojiUse, recentEmoji } from "./recentEmoji";
