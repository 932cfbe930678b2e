import type { Mask, MaskRefusal } from '../../state/records/camera.ts';
import { useFormat } from '../format-context.tsx';
import styles from './video-tile.module.css';

/** Covers what of a picture nobody may see (7.2.16-1). Stands over the picture, exactly as large. */
export function PictureMask({ mask }: { mask: Mask }) {
  if (mask.length === 0) return null;
  return (
    <svg
      className={styles.mask}
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden="true"
      data-testid="picture-mask"
    >
      {mask.map((polygon) => (
        <polygon key={JSON.stringify(polygon)} points={polygon.map((corner) => corner.join(',')).join(' ')} />
      ))}
    </svg>
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
