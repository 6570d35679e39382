export {
  type ActivityRow,
  addActivity,
  listActivity,
  type NewActivity,
  type SubjectKind,
} from './activity.ts';
