export { addTexts } from './add-texts.ts';
export { filetimeMs, filetimeText, hex64Text } from './filetime.ts';
export { sidSize, sidText } from './sid.ts';
export { binaryText, guidText, scalarText, utf16Text, valueText } from './value-text.ts';
export { arrayFlag, elementSize, valueType } from './value-type.ts';
