import { z } from 'zod';
import type { Endpoint, Right } from './endpoint.ts';
import { API_ROOT } from './mount.ts';
import { PROBLEMS, ProblemBody, type ProblemKind } from './problem.ts';

/** The API as an OpenAPI 3.1 document, made from the endpoints themselves. */
export function openApiDocument(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {};
    paths[endpoint.path]![endpoint.method] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Digital-twin operations centre for residential areas',
      version: '1',
      description: 'Times in answers are epoch milliseconds. Errors are problem details of RFC 9457.',
    },
    servers: [{ url: API_ROOT }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'twin_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(ProblemBody, 'output') },
    },
  };
}

function operation(endpoint: Endpoint): Record<string, unknown> {
  const { method, path, tag, summary, right, logged, body, file, answer } = endpoint;
  return {
    operationId: `${method}${path.replace(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    description: isOpen(right)
      ? 'Open to everybody.'
      : right === 'signedIn'
        ? 'For everybody signed in.'
        : `Needs the right \`${right}\`.`,
    security: isOpen(right) ? [] : [{ session: [] }, { key: [] }],
    ...(logged && { 'x-logged': logged }),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    ...(file && {
      requestBody: {
        required: true,
        content: Object.fromEntries(file.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(answer.schema && { content: { 'application/json': { schema: schemaOf(answer.schema, 'output') } } }),
      },
      ...problemResponses(endpoint),
    },
  };
}

function isOpen(right: Right): boolean {
  return right === 'open' || right === 'anybody';
}

function problemResponses({ right, params, query, body, file, problems = [] }: Endpoint): Record<string, unknown> {
  const kinds: ProblemKind[] = [
    ...(params || query || body ? (['invalid-input'] as const) : []),
    ...(body ? (['too-large', 'not-json'] as const) : []),
    ...(file ? (['too-large', 'wrong-type'] as const) : []),
    ...(isOpen(right) ? [] : (['not-signed-in'] as const)),
    ...(isOpen(right) || right === 'signedIn' ? [] : (['not-allowed'] as const)),
    ...problems,
  ];
  const titles = new Map<number, string[]>();
  for (const kind of kinds) {
    const { status, title } = PROBLEMS[kind];
    titles.set(status, [...(titles.get(status) ?? []), title]);
  }
  return Object.fromEntries(
    [...titles].map(([status, words]) => [
      status,
      {
        description: words.join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described as JsonSchema;
}
