import { useId } from 'react';
import { useFormat } from '../../kit/format-context.tsx';
import styles from './pictures.module.css';
import type { DrawnRoom, PicturePoint, PlanDrawing } from './plan-drawing.ts';

export interface StoreyPlanProps {
  readonly drawing: PlanDrawing;
  readonly title: string;
  /** Whose way it is: drawn as the place where one stands. */
  readonly own: string | null;
  readonly smoky: boolean;
  /** The way on this storey ends outside, not at a stair. */
  readonly leaves: boolean;
  /** A room was pointed at, by GlobalId. */
  onRoom?(space: string): void;
}

const pointsOf = (points: readonly PicturePoint[]) =>
  points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');

/** A storey from above: its rooms and doors, the way out, what burns and what is shut. Needs nothing of the graphics card. */
export function StoreyPlan({ drawing, title, own, smoky, leaves, onRoom }: StoreyPlanProps) {
  const hatch = useId();
  const { view, textM, rooms, doors, way, blocked, shut } = drawing;
  const [start, end] = [way[0], way.at(-1)];
  return (
    <svg className={styles.picture} viewBox={view.join(' ')} role="img" aria-label={title} data-testid="storey-plan">
      <defs>
        <Hatch id={`${hatch}blocked`} stepM={textM * 0.6} turnDeg={45} look={styles.hatchShut} />
        <Hatch id={`${hatch}smoke`} stepM={textM * 0.9} turnDeg={-45} look={styles.hatchSmoke} />
      </defs>
      {rooms.map((room) => (
        <Room key={room.globalId} room={room} own={own} hatch={hatch} onRoom={onRoom} />
      ))}
      {doors.map(([from, to]) => (
        <line key={pointsOf([from, to])} className={styles.door} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      ))}
      {blocked.map(([from, to]) => (
        <g key={pointsOf([from, to])} className={styles.blocked} data-way="blocked">
          <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
          <Cross at={[(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]} arm={textM * 0.45} />
        </g>
      ))}
      {shut.map((at) => (
        <g key={pointsOf([at])} className={styles.blocked} data-shut="true">
          <Cross at={at} arm={textM * 0.6} />
        </g>
      ))}
      <Way points={way} smoky={smoky} headM={textM * 0.9} />
      {rooms.map(({ globalId, label, obstruction }) =>
        label ? (
          <text
            key={globalId}
            className={obstruction ? styles.alarmed : styles.name}
            x={label.at[0]}
            y={label.at[1]}
            fontSize={textM}
          >
            {label.text}
          </text>
        ) : null,
      )}
      {start && own !== null && rooms.some(({ globalId }) => globalId === own) && (
        <circle className={styles.here} cx={start[0]} cy={start[1]} r={textM * 0.42} data-testid="here" />
      )}
      {end && leaves && <ExitSign at={end} sizeM={textM * 1.5} />}
    </svg>
  );
}

interface RoomProps extends Pick<StoreyPlanProps, 'own' | 'onRoom'> {
  readonly room: DrawnRoom;
  /** What the ids of the patterns of blocked rooms and of those with smoke begin with. */
  readonly hatch: string;
}

function Room({ room, own, hatch, onRoom }: RoomProps) {
  const format = useFormat();
  const { globalId, ring, obstruction } = room;
  const level = obstruction?.level;
  const look =
    level === 'blocked' ? styles.shut : level === 'smoke' ? styles.smoke : globalId === own ? styles.own : styles.room;
  const told = obstruction ? `${obstruction.name} · ${format.text(`routes.why.${obstruction.why}`)}` : room.label?.text;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the field above the plan does the same
    <g className={look} data-room={globalId} data-level={level} onClick={onRoom && (() => onRoom(globalId))}>
      {told && <title>{told}</title>}
      <polygon points={pointsOf(ring)} />
      {level && <polygon points={pointsOf(ring)} style={{ fill: `url(#${CSS.escape(hatch + level)})` }} />}
    </g>
  );
}

/** Told apart by their direction too. */
function Hatch({ id, stepM, turnDeg, look }: { id: string; stepM: number; turnDeg: number; look: string | undefined }) {
  return (
    <pattern id={id} width={stepM} height={stepM} patternUnits="userSpaceOnUse" patternTransform={`rotate(${turnDeg})`}>
      <rect className={look} width={stepM * 0.3} height={stepM} />
    </pattern>
  );
}

function Way({ points, smoky, headM }: { points: readonly PicturePoint[]; smoky: boolean; headM: number }) {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (!before || !end) return null;
  const turn = (Math.atan2(end[1] - before[1], end[0] - before[0]) * 180) / Math.PI;
  return (
    <g className={`${styles.way} ${smoky ? styles.smoky : ''}`} data-way={smoky ? 'smoky' : 'safe'}>
      <polyline className={styles.casing} points={pointsOf(points)} />
      <polyline points={pointsOf(points)} />
      <path
        d={`M${headM * 0.6} 0L${-headM * 0.6} ${-headM * 0.55}L${-headM * 0.6} ${headM * 0.55}Z`}
        transform={`translate(${end[0]} ${end[1]}) rotate(${turn})`}
      />
    </g>
  );
}

function Cross({ at: [x, y], arm }: { at: PicturePoint; arm: number }) {
  return <path d={`M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`} />;
}

/** A running figure's door in the least of lines: the sign of an exit. */
function ExitSign({ at: [x, y], sizeM }: { at: PicturePoint; sizeM: number }) {
  const s = sizeM / 2;
  return (
    <g className={styles.exit} transform={`translate(${x} ${y})`} data-testid="exit-sign">
      <rect x={-s} y={-s} width={sizeM} height={sizeM} rx={s * 0.2} />
      <path
        d={`M${s * 0.1} ${-s * 0.65}H${s * 0.6}V${s * 0.65}H${s * 0.1}M${-s * 0.7} 0H${s * 0.2}M${-s * 0.1} ${-s * 0.32}L${s * 0.25} 0L${-s * 0.1} ${s * 0.32}`}
      />
    </g>
  );
}
