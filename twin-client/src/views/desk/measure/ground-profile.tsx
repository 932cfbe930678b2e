import { useFormat } from '../../../kit/format-context.tsx';
import type { ProfilePost } from '../../../state/measure/ground-measure.ts';
import styles from './measure.module.css';

const [WIDTH, HEIGHT] = [280, 70];
/** A flat way is not drawn as a mountain: the picture is at least this high, metres. */
const LEAST_SPAN_M = 4;

/** The ground along a measured way, from its first point to its last. */
export function GroundProfile({ posts }: { posts: readonly ProfilePost[] }) {
  const format = useFormat();
  const heights = posts.map(({ heightM }) => heightM);
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
  const spanM = Math.max(LEAST_SPAN_M, highest - lowest);
  const lengthM = posts.at(-1)?.atM || 1;
  const at = ({ atM, heightM }: ProfilePost) =>
    `${((atM / lengthM) * WIDTH).toFixed(1)} ${(HEIGHT - 4 - ((heightM - lowest) / spanM) * (HEIGHT - 10)).toFixed(1)}`;
  const line = posts.map(at).join('L');
  return (
    <figure className={styles.profile} aria-label={format.text('survey.profile')} data-testid="ground-profile">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill="currentColor" fillOpacity="0.15" />
        <path d={`M${line}`} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>{format.text('coordinates.metres', { value: format.number(lowest, 1) })}</span>
        <span>{format.text('survey.profile')}</span>
        <span>{format.text('coordinates.metres', { value: format.number(highest, 1) })}</span>
      </figcaption>
    </figure>
  );
}
