import type { Catalogue, KindEntry } from '../catalogue.ts';
import { readValue } from '../read-value.ts';
import type { Label } from '../site.ts';
import type { Inject, Scenario, ScenarioStep } from './scenario.ts';

/** Where in a scenario something is wrong, and what was expected there. */
export interface ScenarioFault {
  readonly path: readonly (string | number)[];
  readonly message: Label;
}

/** What a scenario is held against: the kind of each device of a site, undefined where there is none, and what kinds can do. */
export interface Site {
  kindOf(device: string): string | undefined;
  readonly catalogue: Catalogue;
}

type Path = readonly (string | number)[];
type Found = Generator<ScenarioFault>;

const fault = (path: Path, zh: string, en: string): ScenarioFault => ({ path, message: { zh, en } });

/** What in a scenario refers to nothing, or cannot happen on this site. */
export function* checkScenario(scenario: Scenario, site: Site): Found {
  for (const [name, devices] of Object.entries(scenario.vary))
    for (const [i, device] of devices.entries()) yield* checkDevice(device, ['vary', name, i], site);
  const ids = new Set<string>();
  for (const [i, inject] of scenario.injects.entries()) {
    const path = ['injects', i];
    yield* checkId(inject.id, ids, path);
    yield* checkInject(inject, path, scenario, site);
  }
  for (const [i, step] of scenario.steps.entries()) {
    const path = ['steps', i];
    if (!ids.has(step.after))
      yield fault(
        [...path, 'after'],
        `应为前面某个注入或步骤的编号，没有 ${step.after}`,
        `expected the id of an inject or of a step before, there is no ${step.after}`,
      );
    yield* checkId(step.id, ids, path);
    yield* checkStep(step, path, scenario, site);
  }
}

function* checkId(id: string, ids: Set<string>, path: Path): Found {
  if (ids.has(id)) yield fault([...path, 'id'], `编号 ${id} 重复`, `the id ${id} is given twice`);
  ids.add(id);
}

function* checkInject(inject: Inject, path: Path, scenario: Scenario, site: Site): Found {
  const { device, event, observations, say } = inject;
  if (!event && !observations && !say)
    yield fault(path, '应有 event、observations 或 say', 'expected event, observations or say');
  if (say && say.to !== 'all') yield* checkRole(say.to, [...path, 'say', 'to'], scenario);
  if (!event && !observations) return;
  if (device === undefined) {
    yield fault([...path, 'device'], '应有设备编码', 'expected the code of a device');
    return;
  }
  const refs = Array.isArray(device) ? device : [device];
  for (const [i, ref] of refs.entries()) {
    const at = Array.isArray(device) ? [...path, 'device', i] : [...path, 'device'];
    yield* checkRef(ref, at, scenario, site);
    for (const entry of kindsOf(ref, scenario, site)) yield* checkTold(inject, entry, path, site);
  }
}

function* checkTold({ event, observations = {} }: Inject, entry: KindEntry, path: Path, site: Site): Found {
  if (event && site.catalogue.eventType(entry.name, event.type) === undefined)
    yield fault(
      [...path, 'event', 'type'],
      `${entry.name} 不会上报 ${event.type}`,
      `a ${entry.name} reports no ${event.type}`,
    );
  for (const [property, raw] of Object.entries(observations)) {
    const declared = entry.kind.datastreams[property];
    const at = [...path, 'observations', property];
    if (!declared) {
      const known = entry.properties.join(', ');
      yield fault(
        at,
        `${entry.name} 没有 ${property}，应为 ${known}`,
        `a ${entry.name} has no ${property}; expected ${known}`,
      );
      continue;
    }
    const value = readValue(raw, declared);
    if (typeof value === 'string') yield fault(at, `取值不符：${value}`, value);
  }
}

function* checkStep({ role, counts }: ScenarioStep, path: Path, scenario: Scenario, site: Site): Found {
  yield* checkRole(role, [...path, 'role'], scenario);
  const at = [...path, 'counts'];
  if ('message' in counts && counts.message !== 'all') yield* checkRole(counts.message, [...at, 'message'], scenario);
  if ('device' in counts && counts.device !== undefined)
    yield* checkRef(counts.device, [...at, 'device'], scenario, site);
  if ('code' in counts && counts.code !== undefined && !site.catalogue.rule(counts.code))
    yield fault([...at, 'code'], `没有报警类型 ${counts.code}`, `there is no alarm code ${counts.code}`);
  if ('procedure' in counts) yield* checkProcedure(counts, at, site);
  if ('command' in counts && counts.device !== undefined)
    for (const entry of kindsOf(counts.device, scenario, site))
      if (!entry.kind.commands?.[counts.command])
        yield fault(
          [...at, 'command'],
          `${entry.name} 没有命令 ${counts.command}`,
          `a ${entry.name} knows no command ${counts.command}`,
        );
}

function* checkProcedure(
  { procedure, answer, code }: Extract<ScenarioStep['counts'], { procedure: string }>,
  at: Path,
  { catalogue }: Site,
): Found {
  const procedures = code === undefined ? catalogue.procedures : [catalogue.procedureFor(code)];
  const steps = procedures.flatMap((each) => each?.steps ?? []).filter(({ id }) => id === procedure);
  if (steps.length === 0)
    yield fault([...at, 'procedure'], `处置流程中没有步骤 ${procedure}`, `no procedure has a step ${procedure}`);
  else if (answer !== undefined && !steps.some(({ answers }) => answers?.some(({ name }) => name === answer)))
    yield fault([...at, 'answer'], `步骤 ${procedure} 没有答案 ${answer}`, `step ${procedure} has no answer ${answer}`);
}

function* checkRole(role: string, path: Path, { roles }: Scenario): Found {
  if (roles.some(({ id }) => id === role)) return;
  const known = roles.map(({ id }) => id).join(', ');
  yield fault(path, `没有角色 ${role}，应为 ${known}`, `there is no role ${role}; expected one of ${known}`);
}

function* checkRef(ref: string, path: Path, { vary }: Scenario, site: Site): Found {
  if (!ref.startsWith('$')) yield* checkDevice(ref, path, site);
  else if (!vary[ref.slice(1)]) yield fault(path, `vary 中没有 ${ref.slice(1)}`, `vary has no ${ref.slice(1)}`);
}

function* checkDevice(device: string, path: Path, site: Site): Found {
  if (site.kindOf(device) === undefined)
    yield fault(path, `本小区没有设备 ${device}`, `this site has no device ${device}`);
}

/** The kinds that a reference may be of; what is unknown is told elsewhere. */
function kindsOf(ref: string, { vary }: Scenario, site: Site): KindEntry[] {
  const devices = ref.startsWith('$') ? (vary[ref.slice(1)] ?? []) : [ref];
  const kinds = new Set(devices.flatMap((device) => site.kindOf(device) ?? []));
  return [...kinds].flatMap((kind) => site.catalogue.kind(kind) ?? []);
}
