import { createTransport } from 'nodemailer';
import type { SmtpConfig } from '../kernel/config.ts';
import type { SendOutcome } from './attempt.ts';

export interface MailMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends one mail in plain text. 4xx answers and broken lines are tried again, 5xx is refused for good. */
export async function sendMail(
  message: MailMessage,
  smtp: SmtpConfig,
  timeoutMs: number,
): Promise<SendOutcome> {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
  });
  try {
    await transport.sendMail({
      from: smtp.from,
      to: { name: '', address: message.to },
      subject: message.subject,
      text: message.text,
      // The same on every attempt, so that a receiver that had it already can tell.
      messageId: `<${message.id}@cordon>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { kind: 'delivered' };
  } catch (error) {
    return mailFault(error);
  } finally {
    transport.close();
  }
}

/** What a failure of the mail library means: only the server's own 5xx is final. */
export function mailFault(error: unknown): SendOutcome {
  const code = (error as { responseCode?: unknown }).responseCode;
  const text = error instanceof Error ? error.message : String(error);
  return typeof code === 'number' && code >= 500 && code < 600
    ? { kind: 'refused', error: text }
    : { kind: 'retry', error: text };
}
