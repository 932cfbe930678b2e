import type { Mask } from '../../state/records/camera.ts';
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
