import type { Problem } from '@cordon/api';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../kernel/problem.ts';
import { httpProblem } from './problems.ts';

/** Any error as the problem a caller is told. Errors that nobody expected say nothing of their inside. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return httpProblem('body-too-large', { cause: error });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return httpProblem('media-type-unsupported', { cause: error, detail: 'expected application/json' });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return httpProblem('request-invalid', {
        cause: error,
        detail: 'the body is not as long as Content-Length says',
      });
    case 'FST_ERR_BAD_URL':
      return httpProblem('url-invalid', { cause: error });
  }
  if (statusCode === 429) return httpProblem('too-many-requests', { cause: error });
  return httpProblem('internal', { cause: error });
}

/** Sends a problem as `application/problem+json` (RFC 9457). */
export function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)));
}

export function problemBody(problem: ProblemError): Problem {
  return {
    type: `urn:cordon:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.at === undefined ? {} : { at: problem.at }),
  };
}
