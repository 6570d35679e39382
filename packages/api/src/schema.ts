import Type, { type Static, type TSchema } from 'typebox';

/** Pieces that every area's schemas are made of. All times are RFC 3339 in UTC; all ids are UUIDs. */
export const Id = Type.String({ format: 'uuid' });
export const Time = Type.String({ format: 'date-time' });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** Short text from a person: a title, a name. */
export const Name = Type.String({ minLength: 1, maxLength: 200 });
/** Longer text from a person: a comment, advice. */
export const Prose = Type.String({ minLength: 1, maxLength: 10_000 });

export const Severity = Type.Union([
  Type.Literal('informational'),
  Type.Literal('low'),
  Type.Literal('medium'),
  Type.Literal('high'),
  Type.Literal('critical'),
]);
export type Severity = Static<typeof Severity>;

/** One page of a list: `cursor` continues it, null at its end. */
export const Page = <T extends TSchema>(row: T) =>
  Type.Object({
    rows: Type.Array(row),
    cursor: Nullable(Type.String()),
    total: Type.Optional(Type.Integer()),
  });
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
};

/** An answer of `application/problem+json` (RFC 9457); `code` is stable and listed in the error registry. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  /** Where in the request: a JSON pointer, a parameter, or a line. */
  at: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;
