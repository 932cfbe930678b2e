import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { StateMark } from '../../../kit/marks.tsx';
import { placeName } from '../../../state/place-name.ts';
import { useDesk } from '../desk.ts';
import { countKinds } from './count-kinds.ts';
import styles from './layers.module.css';

/** Away from the pointer, pixels. */
const AWAY_PX = 16;
/** Kinds told of a cluster: the most first. */
const KINDS_TOLD = 5;
/** Room kept for the tip at the right and lower edge of the page, pixels. */
const ROOM_PX = { width: 330, height: 150 } as const;

/** Names what the pointer is over: a device with its state, or how many devices of which kinds. */
export function HoverTip() {
  const { hover: over } = useDesk();
  const hover = useSyncExternalStore(over.subscribe, over.get);
  if (!hover) return null;
  const left = Math.min(hover.x + AWAY_PX, window.innerWidth - ROOM_PX.width);
  const top = Math.min(hover.y + AWAY_PX, window.innerHeight - ROOM_PX.height);
  return (
    <div className={styles.tip} style={{ left, top }} role="tooltip" data-testid="hover-tip">
      {hover.pick.kind === 'device' ? (
        <DeviceTip code={hover.pick.code} />
      ) : (
        <ClusterTip codes={hover.pick.devices} building={hover.pick.building} storey={hover.pick.storey} />
      )}
    </div>
  );
}

function DeviceTip({ code }: { code: string }) {
  const { store } = useCenter();
  const device = store.device(code);
  const condition = device && store.condition(device.slot);
  return (
    <>
      <div>{device?.name ?? code}</div>
      {condition && <StateMark state={condition.state} priority={condition.priority} />}
    </>
  );
}

interface ClusterTipProps {
  readonly codes: readonly string[];
  readonly building: string | null;
  readonly storey: string | null;
}

function ClusterTip({ codes, building, storey }: ClusterTipProps) {
  const { site, store } = useCenter();
  const format = useFormat();
  const devices = codes.map((code) => store.device(code));
  const kinds = countKinds(devices, store.catalogue).flatMap((facility) => facility.kinds);
  const place = placeName(site, { building, storey, zone: null });
  const count = format.text('cluster.devices', { count: format.number(codes.length) });
  return (
    <>
      <div>{[place, count].filter(Boolean).join(' · ')}</div>
      {kinds.slice(0, KINDS_TOLD).map(({ kind, label, count: number }) => (
        <p key={kind}>
          <span>{format.label(label)}</span>
          <span>{format.number(number)}</span>
        </p>
      ))}
    </>
  );
}
