export { type Standing, stranger, visibleTo } from './marking.ts';
