import { LineCounter, type Node, parseDocument, stringify } from 'yaml';
import type { core, ZodError } from 'zod';
import en from 'zod/v4/locales/en.js';
import zhCN from 'zod/v4/locales/zh-CN.js';
import type { Label } from '../site.ts';
import { checkScenario, type ScenarioFault, type Site } from './check-scenario.ts';
import { Scenario } from './scenario.ts';

/** A fault of a scenario's text. Lines and columns count from 1; `path` is dotted, '' for the whole. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: Label;
}

/** A scenario read from its text, or everything that is wrong with it. */
export type ReadScenario = { readonly scenario: Scenario } | { readonly faults: readonly TextFault[] };

const ENGLISH = en().localeError;
const CHINESE = zhCN().localeError;

/** What is longer is no scenario. */
export const LONGEST_SCENARIO = 200_000;

/** Reads a scenario written as YAML, or as JSON, which YAML holds; holds it against the site. */
export function readScenario(text: string, site: Site): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 50 } as object);
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ message, pos: [offset] }) => ({
        ...place(lines, offset),
        path: '',
        message: { zh: `无法读取：${message}`, en: `cannot be read: ${message}` },
      })),
    };
  const at = (path: readonly (string | number)[]) => {
    // Of what is missing, the nearest that is there.
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return place(lines, node.range[0]);
    }
    return place(lines, 0);
  };
  const told = ({ path, message }: ScenarioFault): TextFault => ({ ...at(path), path: path.join('.'), message });
  const value: unknown = document.toJS();
  const parsed = Scenario.safeParse(value, { error: ENGLISH });
  if (!parsed.success) return { faults: schemaFaults(value, parsed.error).map(told) };
  const faults = [...checkScenario(parsed.data, site)].map(told);
  return faults.length > 0 ? { faults } : { scenario: parsed.data };
}

/** A scenario as YAML. */
export const writeScenario = (scenario: Scenario): string => stringify(scenario);

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Each issue in both languages; of a choice of shapes, what is wrong with the one that comes nearest. */
function schemaFaults(value: unknown, error: ZodError): ScenarioFault[] {
  const chinese = Scenario.safeParse(value, { error: CHINESE }).error!;
  const inEnglish = error.issues.flatMap(nearest);
  const inChinese = chinese.issues.flatMap(nearest);
  return inEnglish.map(({ path, message }, i) => ({
    path: path.filter((part) => typeof part !== 'symbol'),
    message: { zh: inChinese[i]?.message ?? message, en: message },
  }));
}

function nearest(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [best] = [...issue.errors].sort((a, b) => weight(a) - weight(b));
  return best!.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** A key that a shape does not know says more than one that is missing: it is another shape. */
const weight = (issues: readonly core.$ZodIssue[]) =>
  issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 10 : 1), 0);
