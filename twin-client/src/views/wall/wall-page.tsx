import { useMemo, useRef } from 'react';
import { PRESET_LAYOUTS, STRIP_SHARE } from 'twin-core';
import { useCenter, useRegistryRevision, useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { placeOf } from '../../kit/layout-shape.tsx';
import { Desk, DeskContext } from '../desk/desk.ts';
import { useWall } from '../desk/director/use-wall.ts';
import { readScale } from '../desk/selection.ts';
import { StaleBanner } from '../desk/title-strip.tsx';
import { useTopAlarm } from '../desk/use-top-alarm.ts';
import { useTitle } from '../title.ts';
import { KeepAlive } from './keep-alive/keep-alive.tsx';
import { useAlarmSound } from './use-alarm-sound.ts';
import { useLetters, useWindowSize } from './use-letters.ts';
import { useWallView } from './use-wall-view.ts';
import { layoutFor, readWallAddress } from './wall-address.ts';
import styles from './wall-page.module.css';
import { WallPanelBody } from './wall-panel.tsx';
import { WallStrip } from './wall-strip.tsx';

/** Nothing is selected on a wall by its address: what it shows is held by the server. */
const NOTHING = { selection: null, view: 'scene' } as const;

/** /wall: panels on a grid, as its layout says; what it shows follows the one state of the wall, and alarms (7.2.4-4, 7.2.10-3, WALL). */
export function WallPage({ onSignOut }: { onSignOut(): void }) {
  const center = useCenter();
  const site = useSite();
  const format = useFormat();
  const desk = useMemo(() => new Desk(center, NOTHING, readScale(location.search)), [center]);
  const address = useMemo(() => readWallAddress(location.search), []);
  const wished = useMemo(() => new URLSearchParams(location.search).get('cameras')?.split(',') ?? [], []);
  const { wall } = useWall();
  const top = useTopAlarm();
  const source = useWallView(desk, top, wall);
  const sound = useAlarmSound(top);
  const size = useWindowSize();
  const facilities = useFacilities();
  const layout = layoutFor(wall?.layouts ?? PRESET_LAYOUTS, wall?.wish.layout ?? null, address, size, facilities);
  const element = useRef<HTMLDivElement>(null);
  useLetters(element, layout, size.height);
  useTitle(`${format.label(site.name)} · ${format.text('wall.title')}`);
  const { columns, rows, panels } = layout;
  return (
    <DeskContext.Provider value={desk}>
      <div ref={element} className={styles.wall} data-testid="wall" data-layout={layout.id} data-source={source}>
        <div className={styles.strip} style={{ height: `${STRIP_SHARE * 100}%` }}>
          <WallStrip wall={wall} source={source} sound={sound} onSignOut={onSignOut} />
        </div>
        <StaleBanner />
        <KeepAlive sound={sound} />
        <div className={styles.grid}>
          {panels.map((panel) => (
            <div key={panel.kind} className={styles.panel} style={placeOf(panel, layout)} data-panel={panel.kind}>
              <WallPanelBody
                kind={panel.kind}
                top={top}
                cameras={[...wished, ...(wall?.wish.cameras ?? [])]}
                aspect={((panel.w / columns) * size.width) / ((panel.h / rows) * size.height * (1 - STRIP_SHARE))}
              />
            </div>
          ))}
        </div>
      </div>
    </DeskContext.Provider>
  );
}

/** Ids of the facilities that the site has devices of. */
function useFacilities(): ReadonlySet<string> {
  const { store } = useCenter();
  const revision = useRegistryRevision();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the devices are changed in place; their revision tells
  return useMemo(() => new Set(store.state.devices.flatMap((device) => device?.facility ?? [])), [store, revision]);
}
