import { layoutFaults, PRESET_LAYOUTS, WallLayout, WallWish } from 'twin-core';
import { z } from 'zod';
import { type StandingWall, WallTable } from '../wall/wall-table.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { checkVersion, inTurn, RemovalQuery, VersionOrNew, versionOf } from './record-version.ts';
import { layoutBodyFaults } from './wall-layout-faults.ts';

/** Layouts of its own that a site may have. */
const MOST_LAYOUTS = 50;
/** Who holds the wall and does nothing with it lets go of it after this. */
const HOLD_MS = 10 * 60_000;

const LayoutView = WallLayout.extend({
  preset: z.boolean().describe('every site has it; it is not changed'),
  version: z.string().describe('a word for this content: sent back with a change'),
});
const Holder = z.object({
  account: z.string().describe('account id'),
  name: z.string(),
  until: z.number().describe('epoch ms; longer with every change'),
  own: z.boolean().describe('it is the caller'),
});
const WallAnswer = z.object({
  wish: WallWish,
  setBy: z.string().nullable().describe('the name of who set it last'),
  setAt: z.number().nullable().describe('epoch ms'),
  holder: Holder.nullable().describe('who alone may change it now'),
  layouts: z.array(LayoutView),
});
/** Nothing is told with it. */
const Nothing = z.strictObject({});
const LayoutBody = z.strictObject({ ...WallLayout.omit({ id: true }).shape, version: VersionOrNew });

/** The wall: what it shows is one state, which every screen of it follows and every desk can change (7.2.10-3, WALL). */
export function wallEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, access, registry, now = Date.now } = deps;
  const table = new WallTable(pool, site);
  const oneAtATime = inTurn();
  const shown = (layout: WallLayout, preset: boolean) => ({ ...layout, preset, version: versionOf(layout) });
  const answer = async ({ principal }: Caller): Promise<z.infer<typeof WallAnswer>> => {
    const [{ wish, setBy, setAt, holder }, own] = await Promise.all([table.standing(now()), table.layouts()]);
    const names = await access.accounts.namesOf([setBy, holder?.account].filter((id) => id != null));
    const nameOf = (id: string) => names.get(id)?.displayName ?? '';
    return {
      wish,
      setBy: setBy === null ? null : nameOf(setBy),
      setAt,
      holder: holder && { ...holder, name: nameOf(holder.account), own: holder.account === principal?.id },
      layouts: [...PRESET_LAYOUTS.map((one) => shown(one, true)), ...own.map((one) => shown(one, false))],
    };
  };
  /** Changes what stands, for whoever may while nobody else holds it; every screen is told. */
  const change = (caller: Caller, act: (standing: StandingWall, by: string) => StandingWall | Promise<StandingWall>) =>
    oneAtATime(async () => {
      const by = caller.principal!.id;
      const standing = await table.standing(now());
      if (standing.holder && standing.holder.account !== by) {
        const names = await access.accounts.namesOf([standing.holder.account]);
        const name = names.get(standing.holder.account)?.displayName ?? '';
        throw new Problem(
          'conflict',
          `the wall is held by ${name} until ${new Date(standing.holder.until).toISOString()}`,
        );
      }
      await table.put(await act(standing, by));
      await deps.announceWall();
      return answer(caller);
    });
  const known = (wish: WallWish, layouts: readonly WallLayout[]) => {
    const { layout, view, cameras } = wish;
    if (layout !== null && ![...PRESET_LAYOUTS, ...layouts].some(({ id }) => id === layout))
      throw new Problem('not-found', `no layout ${layout}`);
    for (const camera of cameras) if (!registry.device(camera)) throw new Problem('not-found', `no camera ${camera}`);
    const isThere =
      view.kind === 'site' ||
      (view.kind === 'alarm' && deps.published().alarms.has(view.id)) ||
      (view.kind === 'device' && registry.device(view.code)) ||
      (view.kind === 'building' && registry.building(view.code)) ||
      (view.kind === 'zone' && registry.zone(view.code));
    if (!isThere)
      throw new Problem('not-found', `no ${view.kind} ${'id' in view ? view.id : 'code' in view ? view.code : ''}`);
  };
  const problems = ['not-found', 'conflict', 'unavailable'] as const;
  return [
    endpoint({
      method: 'get',
      path: '/wall',
      tag: 'wall',
      summary: 'What the wall shows, who holds it, and the layouts it can have',
      right: 'twin.view',
      answer: { status: 200, description: 'The wall', schema: WallAnswer },
      problems: ['unavailable'],
      handle: ({ caller }) => answer(caller),
    }),
    endpoint({
      method: 'put',
      path: '/wall',
      tag: 'wall',
      summary: 'Set what the wall shows; every screen of it follows at once',
      right: 'wall.direct',
      body: WallWish,
      answer: { status: 200, description: 'The wall', schema: WallAnswer },
      problems,
      handle: ({ body, caller }) =>
        change(caller, async (standing, by) => {
          known(body, await table.layouts());
          await access.audit.append(caller, { action: 'wall.set', result: 'done', detail: { to: body } });
          const { holder } = standing;
          return { wish: body, setBy: by, setAt: now(), holder: holder && { ...holder, until: now() + HOLD_MS } };
        }),
    }),
    endpoint({
      method: 'post',
      path: '/wall/hold',
      tag: 'wall',
      summary:
        'Take the wall over: until it is let go of, or after ten minutes without a change, nobody else and no alarm changes its view',
      right: 'wall.direct',
      body: Nothing,
      answer: { status: 200, description: 'The wall', schema: WallAnswer },
      problems,
      handle: ({ caller }) =>
        change(caller, async (standing, account) => {
          await access.audit.append(caller, { action: 'wall.hold', result: 'done' });
          return { ...standing, holder: { account, until: now() + HOLD_MS } };
        }),
    }),
    endpoint({
      method: 'post',
      path: '/wall/release',
      tag: 'wall',
      summary: 'Let go of the wall',
      right: 'wall.direct',
      body: Nothing,
      answer: { status: 200, description: 'The wall', schema: WallAnswer },
      problems,
      handle: ({ caller }) =>
        change(caller, async (standing) => {
          await access.audit.append(caller, { action: 'wall.release', result: 'done' });
          return { ...standing, holder: null };
        }),
    }),
    endpoint({
      method: 'put',
      path: '/wall/layouts/{id}',
      tag: 'wall',
      summary: 'Draw a layout of the wall: panels on a grid, seams, and from how far it is read',
      right: 'base.manage',
      params: z.object({ id: WallLayout.shape.id }),
      body: LayoutBody,
      answer: { status: 200, description: 'As stored', schema: LayoutView },
      problems: ['conflict', 'unavailable'],
      handle: ({ params: { id }, body: { version, ...rest }, caller }) =>
        oneAtATime(async () => {
          const layout: WallLayout = { id, ...rest };
          if (PRESET_LAYOUTS.some((preset) => preset.id === id))
            throw new Problem('conflict', `${id} is a layout that every site has: give yours another id`);
          const own = await table.layouts();
          const before = own.find((one) => one.id === id) ?? null;
          checkVersion(`the layout ${id}`, before, version);
          if (!before && own.length >= MOST_LAYOUTS)
            throw new Problem('conflict', `the site has ${MOST_LAYOUTS} layouts already`);
          const faults = layoutFaults(layout);
          if (faults.length > 0) throw layoutBodyFaults(layout, faults);
          await table.putLayout(layout);
          await access.audit.append(caller, { action: 'wall.layout', subject: id, result: 'done' });
          await deps.announceWall();
          return shown(layout, false);
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/wall/layouts/{id}',
      tag: 'wall',
      summary: 'Remove a layout of the site; a wall that has it takes the preset that fits',
      right: 'base.manage',
      params: z.object({ id: WallLayout.shape.id }),
      query: RemovalQuery,
      answer: { status: 204, description: 'It is gone' },
      problems,
      handle: ({ params: { id }, query: { version }, caller }) =>
        oneAtATime(async () => {
          const before = (await table.layouts()).find((one) => one.id === id);
          if (!before) throw new Problem('not-found', `no layout ${id} of the site's own`);
          checkVersion(`the layout ${id}`, before, version);
          const standing = await table.standing(now());
          if (standing.wish.layout === id) await table.put({ ...standing, wish: { ...standing.wish, layout: null } });
          await table.removeLayout(id);
          await access.audit.append(caller, { action: 'wall.layoutRemove', subject: id, result: 'done' });
          await deps.announceWall();
        }),
    }),
  ];
}
