import { WALL_DARK } from '../../../state/palette.ts';
import type { PictureSize } from './calibration-draft.ts';

/** A point of the picture that was clicked, and where the calibration puts the corner it shows; pixels. */
export interface PictureMark {
  readonly label: string;
  readonly clicked: readonly [u: number, v: number] | null;
  readonly projected: readonly [u: number, v: number] | null;
}

/** Clicked points as crosses with their numbers, projected corners as rings, and the distance between the two; `scale`: pixels of the screen for one of the picture. */
export function PictureMarks({
  size: { widthPx, heightPx },
  scale,
  marks,
}: {
  size: PictureSize;
  scale: number;
  marks: readonly PictureMark[];
}) {
  const { selection, wayOut, background } = WALL_DARK;
  const px = (screen: number) => screen / scale;
  return (
    <svg viewBox={`0 0 ${widthPx} ${heightPx}`} preserveAspectRatio="none" aria-hidden="true">
      {marks.map(({ label, clicked, projected }) => {
        const named = clicked ?? projected;
        return (
          <g key={label} data-mark={label}>
            {projected && (
              <circle
                cx={projected[0]}
                cy={projected[1]}
                r={px(6)}
                fill="none"
                stroke={wayOut}
                strokeWidth={px(2)}
                data-projected=""
              />
            )}
            {clicked && projected && (
              <line
                x1={clicked[0]}
                y1={clicked[1]}
                x2={projected[0]}
                y2={projected[1]}
                stroke={wayOut}
                strokeWidth={px(1.5)}
              />
            )}
            {clicked && (
              <path
                d={`M${clicked[0] - px(7)} ${clicked[1]}h${px(14)}M${clicked[0]} ${clicked[1] - px(7)}v${px(14)}`}
                stroke={selection}
                strokeWidth={px(2)}
              />
            )}
            {named && (
              <text
                x={named[0] + px(8)}
                y={named[1] - px(6)}
                fontSize={px(13)}
                fontWeight={600}
                fill={selection}
                stroke={background}
                strokeWidth={px(4)}
                paintOrder="stroke"
              >
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
