import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Log of the platform: JSON lines on standard error; names that hold secrets are never written. */
export function createLog(level: string = process.env.CORDON_LOG || 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'password',
          'token',
          'secret',
          'authorization',
          'cookie',
          '*.password',
          '*.token',
          '*.secret',
          '*.authorization',
          '*.cookie',
          'req.headers',
          'headers',
        ],
        censor: '[removed]',
      },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}
