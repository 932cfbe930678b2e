import type { Label } from 'twin-core';

/** What things and people are called in the report's language. */
export interface ReportNames {
  label(label: Label): string;
  person(account: string): string;
  role(id: string): string;
  device(code: string): string;
  alarm(code: string): string;
  step(alarmCode: string | undefined, step: string): string;
  answer(alarmCode: string | undefined, step: string, answer: string): string;
}
