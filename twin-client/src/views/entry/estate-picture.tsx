import { estateDrawing } from './estate-drawing.ts';
import styles from './estate-picture.module.css';

const FACES = estateDrawing();

/** The estate as a quiet drawing: decoration of the pages before the scene. */
export function EstatePicture() {
  return (
    <svg className={styles.picture} viewBox="0 150 1100 850" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {FACES.map(({ path, tone }) => (
        <path key={path} d={path} className={styles[tone]} />
      ))}
    </svg>
  );
}
