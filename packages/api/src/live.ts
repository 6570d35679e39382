/** What `/api/v1/live` sends. Messages carry ids only; what they point to is fetched within the viewer's scope. */
export type LiveMessage =
  | { readonly type: 'alert'; readonly alertId: string; readonly change: 'new' | 'grown' | 'changed' }
  | { readonly type: 'source'; readonly sourceId: string; readonly state: string }
  | {
      readonly type: 'job';
      readonly jobId: string;
      readonly state: string;
      readonly done: number;
      readonly of: number | null;
    }
  | { readonly type: 'rate'; readonly eventsPerSecond: number };
