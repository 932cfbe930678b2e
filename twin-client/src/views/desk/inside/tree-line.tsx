import type { CSSProperties } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './model-tree.module.css';
import type { TreeRow } from './tree-rows.ts';

export interface TreeLineProps {
  readonly id: string;
  readonly row: TreeRow;
  /** Has the keyboard. */
  readonly active: boolean;
  /** Is what the desk has selected. */
  readonly chosen: boolean;
  readonly style: CSSProperties;
  readonly index: number;
}

/** Pictures of what a row stands for: 16 × 16 paths. */
const PICTURES: Readonly<Partial<Record<TreeRow['target']['kind'], string>>> = {
  site: 'M2 13h12M4 13V6l4-3 4 3v7',
  building: 'M4 14V2h8v12M6.5 5h3M6.5 8h3M6.5 11h3',
  storey: 'M2 5l6-3 6 3-6 3zM2 9l6 3 6-3',
  space: 'M3 3h10v10H3zM3 8h4',
  class: 'M3 4h10M3 8h10M3 12h10',
  element: 'M8 2l5 3v6l-5 3-5-3V5zM8 8v6M8 8L3 5M8 8l5-3',
};

/** One line of the tree. Its keys and clicks are the tree's. */
export function TreeLine({ id, row, active, chosen, style, index }: TreeLineProps) {
  const format = useFormat();
  const { target, open, depth, label, note } = row;
  const text = {
    more: format.text(target.kind === 'more' && target.failed ? 'tree.failed' : 'tree.more'),
    loading: format.text('tree.loading'),
    empty: format.text('tree.empty'),
  }[target.kind as string];
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-expanded={open ?? undefined}
      aria-selected={chosen}
      className={`${styles.row} ${active ? styles.active : ''}`}
      data-kind={target.kind}
      style={{ ...style, paddingLeft: `${0.3 + depth * 0.85}rem` }}
      data-row={index}
    >
      <span className={styles.twist} aria-hidden="true" data-twist={open !== null}>
        {open === null ? '' : open ? '▾' : '▸'}
      </span>
      <svg className={styles.picture} viewBox="0 0 16 16" aria-hidden="true">
        <path d={PICTURES[target.kind] ?? ''} />
      </svg>
      <span className={`${styles.label} ${text ? styles.faint : ''}`} title={label}>
        {text ?? (label || format.text('tree.unnamed'))}
      </span>
      {note !== '' && <small className={styles.note}>{note}</small>}
    </div>
  );
}
