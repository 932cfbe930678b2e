import { useEffect } from 'react';
import type { BuildingOutline } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { EscapeRoute, Evacuation } from '../../state/records/route.ts';
import type { BuildingView } from '../../state/site-view.ts';
import { useEvacuation } from '../desk/routes/use-evacuation.ts';
import { useWayIn, WayInList } from '../desk/routes/way-in-list.tsx';
import { navigate } from '../router.ts';
import { roomName } from './find-rooms.ts';
import { groundDrawing } from './ground-drawing.ts';
import { GroundPlanPicture } from './ground-plan.tsx';
import { planDrawing } from './plan-drawing.ts';
import { StoreyPlan } from './storey-plan.tsx';
import { Verdict } from './verdict.tsx';
import { WaySteps } from './way-steps.tsx';
import { type WaysAddress, waysAddress } from './ways-address.ts';
import styles from './ways-page.module.css';
import { WhereAmI } from './where-am-i.tsx';

/** Uses of spaces that a storey's people pass: whose way stands for a storey's where no room is chosen. */
const SHARED: ReadonlySet<string | null> = new Set(['CORRIDOR', 'LOBBY']);

/** The ways out of one building, from where one says to be. */
export function BuildingWays({ building, address }: { building: BuildingView; address: WaysAddress }) {
  const { api } = useCenter();
  const format = useFormat();
  const model = useLoaded(building.model, () => api.buildingOutline(building.model!));
  useHomeFound(building.code, address);
  const { evacuation, failed } = useEvacuation(building.code, address.storey);
  if ((failed && !evacuation) || building.model === null)
    return <EmptyNotice centered title={format.text('routes.none')} />;
  if (model.state === 'failed') return <ProblemNotice centered cause={model.cause} onRetry={model.retry} />;
  if (!model.last || !evacuation) return <LoadingNotice centered text={format.text('shell.loading')} />;
  return (
    <>
      <WhereAmI model={model.last} building={building.code} address={address} />
      <Answer building={building} model={model.last} evacuation={evacuation} address={address} />
    </>
  );
}

/** A home named by its code becomes the storey and the space that it is. */
function useHomeFound(building: string, { from }: WaysAddress): void {
  const { api } = useCenter();
  const found = useLoaded(from && `${building} ${from}`, (signal) => api.routes.from(building, from!, signal));
  const route = found.state === 'ready' ? found.value.routes[0] : undefined;
  useEffect(() => {
    if (route) navigate(waysAddress({ building, storey: route.storey, space: route.space }), true);
  }, [building, route]);
}

interface AnswerProps {
  readonly building: BuildingView;
  readonly model: BuildingOutline;
  readonly evacuation: Evacuation;
  readonly address: WaysAddress;
}

function Answer({ building, model, evacuation, address }: AnswerProps) {
  const format = useFormat();
  const now = useNow();
  const route = routeOf(evacuation, address);
  const space = model.spaces.find(({ globalId }) => globalId === route?.space);
  const burning = evacuation.obstructions.find(({ level, why }) => level === 'blocked' && why !== 'locked');
  const target = burning && model.spaces.some(({ globalId }) => globalId === burning.at) ? burning.at : route?.space;
  const wayIn = useWayIn(building.code, target ?? null);
  return (
    <>
      <p className={styles.sum} data-testid="ways-sum">
        <span>{format.text('routes.clear', { time: format.duration(evacuation.clearS * 1000) })}</span>
        {evacuation.stranded > 0 && <strong>{format.text('routes.stranded', { count: evacuation.stranded })}</strong>}
        <time dateTime={new Date(evacuation.at).toISOString()}>
          {format.text('ways.asOf', { time: format.moment(evacuation.at, now) })}
        </time>
      </p>
      {route && <Verdict route={route} evacuation={evacuation} from={space ? roomName(space) : route.name} />}
      {route && <RoutePictures {...{ building, model, evacuation, route }} />}
      {wayIn && (
        <details className={styles.more}>
          <summary>{format.text('routes.in')}</summary>
          <WayInList wayIn={wayIn} />
        </details>
      )}
      <p className={styles.tools}>
        <Button data-testid="ways-print" onClick={() => window.print()}>
          {format.text('ways.print')}
        </Button>
      </p>
    </>
  );
}

function RoutePictures({ building, model, evacuation, route }: Omit<AnswerProps, 'address'> & { route: EscapeRoute }) {
  const { site, ground } = useCenter();
  const format = useFormat();
  const storey = route.storey ?? '';
  const exit = evacuation.exits.find((one) => one.exit === route.exit);
  const exitStorey = route.line.at(-1)?.storey ?? null;
  const storeys = [storey, ...(exitStorey !== null && exitStorey !== storey ? [exitStorey] : [])];
  const outside = exit?.shelter ? groundDrawing(site, ground, building.code, [exit.shelter.line]) : null;
  return (
    <>
      {route.exit !== null && <WaySteps route={route} model={model} exit={exit} />}
      {storeys.map((name) => {
        const drawing = planDrawing({ model, evacuation, storey: name, route });
        return (
          drawing && (
            <figure key={name} className={styles.figure} data-storey={name}>
              <figcaption>{format.text('ways.plan', { storey: name })}</figcaption>
              <StoreyPlan
                drawing={drawing}
                title={format.text('ways.plan', { storey: name })}
                own={route.space}
                smoky={route.state === 'smoky'}
                leaves={name === exitStorey}
                onRoom={(space) => navigate(waysAddress({ building: building.code, storey: name, space }), true)}
              />
            </figure>
          )
        );
      })}
      {outside && exit?.shelter && (
        <figure className={styles.figure}>
          <figcaption>{format.text('ways.outside', { name: exit.shelter.name })}</figcaption>
          <GroundPlanPicture drawing={outside} title={format.text('ways.outside', { name: exit.shelter.name })} />
        </figure>
      )}
    </>
  );
}

/** The way of the room chosen, else of the storey's corridor. */
function routeOf({ routes }: Evacuation, { storey, space }: WaysAddress): EscapeRoute | undefined {
  // While another storey is asked for, the last one's routes are still there.
  const here = routes.filter((route) => route.storey === storey);
  return here.find((route) => route.space === space) ?? here.find(({ use }) => SHARED.has(use)) ?? here[0];
}
