declare module 'virtual:operations' {
  /** Method and path below `/api/v1` of every operation; made from `@cordon/api` by `vite.config.ts`. */
  export const operations: import('./request.ts').Operations;
}
