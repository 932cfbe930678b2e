import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';

/** Rows drawn beyond the visible ones, so that scrolling never shows a gap. */
const OVERSCAN = 4;

export interface VirtualListHandle {
  /** Brings a row into view without moving the focus. */
  reveal(index: number): void;
}

export interface VirtualListProps<T> {
  readonly items: readonly T[];
  /** Height of every row, or of each by its item, in rem. A function stays the same one. */
  readonly rowRem: number | ((item: T) => number);
  keyOf(item: T): string;
  renderRow(item: T, index: number): ReactNode;
  readonly label: string;
  readonly className?: string | undefined;
  readonly handle?: Ref<VirtualListHandle>;
}

/** A list that draws only the rows in view: ten thousand cost what twenty do. */
export function VirtualList<T>({ items, rowRem, keyOf, renderRow, label, className, handle }: VirtualListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const remPx = rootFontPx();
  const tops = useMemo(() => topsOf(items, rowRem), [items, rowRem]);
  const topPx = (index: number) => tops[index]! * remPx;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useImperativeHandle(handle, () => ({
    reveal(index) {
      const element = box.current;
      if (!element) return;
      const [top, bottom] = [topPx(index), topPx(index + 1)];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    },
  }));
  const first = Math.max(0, rowAt(tops, view.top / remPx) - OVERSCAN);
  const last = Math.min(items.length, rowAt(tops, (view.top + view.height) / remPx) + 1 + OVERSCAN);
  return (
    <div
      ref={box}
      className={className}
      style={{ overflowY: 'auto', position: 'relative' }}
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ul aria-label={label} style={{ height: topPx(items.length), position: 'relative' }}>
        {items.slice(first, last).map((item, i) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + i + 1}
            style={{
              position: 'absolute',
              left: 0,
              right: 0,
              top: topPx(first + i),
              height: topPx(first + i + 1) - topPx(first + i),
            }}
          >
            {renderRow(item, first + i)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where each row begins, in rem, and last where the list ends. */
function topsOf<T>(items: readonly T[], rowRem: number | ((item: T) => number)): Float64Array {
  const tops = new Float64Array(items.length + 1);
  for (let i = 0; i < items.length; i++)
    tops[i + 1] = tops[i]! + (typeof rowRem === 'number' ? rowRem : rowRem(items[i]!));
  return tops;
}

/** The row that covers a height: the last one that begins at or above it. */
function rowAt(tops: Float64Array, rem: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= rem) low = middle;
    else high = middle - 1;
  }
  return low;
}

function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
