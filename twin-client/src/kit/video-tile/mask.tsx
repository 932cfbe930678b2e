import { memo } from 'react';
import type { Mask, MaskRefusal } from '../../state/records/camera.ts';
import { useFormat } from '../format-context.tsx';
import styles from './video-tile.module.css';

/** Covers what of a picture nobody may see (7.2.16-1). Stands over the picture, exactly as large. Hundreds of windows: drawn anew only for another mask. */
export const PictureMask = memo(
  ({ mask }: { mask: Mask }) => {
    if (mask.length === 0) return null;
    // Each for itself: in one path those that run the other way round would cut holes.
    const polygons = new Set(mask.map((polygon) => polygon.map((corner) => corner.join(',')).join(' ')));
    return (
      <svg
        className={styles.mask}
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        aria-hidden="true"
        data-testid="picture-mask"
      >
        {[...polygons].map((points) => (
          <polygon key={points} points={points} />
        ))}
      </svg>
    );
  },
  (before, now) => isSame(before.mask, now.mask),
);

function isSame(a: Mask, b: Mask): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((polygon, i) => {
      const other = b[i]!;
      return polygon.length === other.length && polygon.every(([x, y], k) => x === other[k]![0] && y === other[k]![1]);
    })
  );
}

/** Stands in place of pictures that need a mask and have none, and says why. */
export function Withheld({ refusal }: { refusal: MaskRefusal }) {
  const format = useFormat();
  return (
    <p className={styles.trouble} role="status" data-testid="picture-withheld" data-refusal={refusal}>
      <strong>{format.text('video.withheld')}</strong>
      <span>{format.text(`video.withheld.${refusal}`)}</span>
    </p>
  );
}
