export { call, callWithText, downloadUrl, onSessionLost, open, setCsrf } from './client.ts';
export { key } from './keys.ts';
export { type Live, type LiveState, openLive } from './live.ts';
export { ApiError, explain } from './problem.ts';
export { purpose, setPurpose } from './purpose.ts';
export type { Answer, Input, Row } from './request.ts';
export { type Upload, uploadFile } from './upload.ts';
