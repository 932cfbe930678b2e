import { z } from 'zod';
import { Problem } from '../state/problem.ts';

/** One call to the server of this page. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or a file as it is. */
  readonly body?: object | Blob;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a call and returns its answer. Throws a Problem when there is none or it says no. */
export async function send(path: string, { method = 'GET', body, signal }: Call = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: signal ?? null,
      credentials: 'same-origin',
      headers: body ? { 'Content-Type': body instanceof Blob ? body.type : 'application/json' } : {},
      body: body ? (body instanceof Blob ? body : JSON.stringify(body)) : null,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem(0, 'the server cannot be reached');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Asks for JSON and checks it. Throws a Problem that names the place when the answer is not what was agreed. */
export async function ask<T>(path: string, schema: z.ZodType<T>, call?: Call): Promise<T> {
  const response = await send(path, call);
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Problem(
    response.status,
    'the answer is not as agreed',
    `${path}: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

const FAULTS = z.array(z.object({ field: z.string(), reason: z.string() }));

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const title = typeof told.title === 'string' ? told.title : response.statusText || `HTTP ${response.status}`;
  const detail = typeof told.detail === 'string' ? told.detail : null;
  return new Problem(response.status, title, detail, FAULTS.safeParse(told.errors).data);
}
