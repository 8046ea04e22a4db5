// Keys of the grid: Tabulator 6.5 takes "(" for the arrow down and "&" for the arrow up, because their characters have
// the numbers of those keys. Here a key has a number only if it is a letter, a digit, or a key with a name.
import { KeybindingsModule } from "tabulator-tables";

const NAMED = { Tab: 9, PageUp: 33, PageDown: 34, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
const LETTER_OR_DIGIT = /^[a-z0-9]$/i;
const NONE = 0;

KeybindingsModule.prototype.getKeyCode = ({ key }) => {
  if (LETTER_OR_DIGIT.test(key)) return key.toUpperCase().charCodeAt(0);
  return NAMED[key] ?? NONE;
};
