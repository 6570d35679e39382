export {
  entryOf,
  isNull,
  toPlain,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSeq,
} from './node.ts';
export { LineIndex, type Position } from './position.ts';
export { defaultYamlLimits, readDocuments, type YamlDocument, type YamlLimits } from './read-documents.ts';
