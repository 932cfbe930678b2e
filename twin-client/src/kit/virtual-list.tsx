import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';

/** Rows drawn beyond the visible ones, so that scrolling never shows a gap. */
const OVERSCAN = 4;

export interface VirtualListHandle {
  /** Brings a row into view without moving the focus. */
  reveal(index: number): void;
}

export interface VirtualListProps<T> {
  readonly items: readonly T[];
  /** Height of every row, in rem. */
  readonly rowRem: number;
  keyOf(item: T): string;
  renderRow(item: T, index: number): ReactNode;
  readonly label: string;
  readonly className?: string | undefined;
  readonly handle?: Ref<VirtualListHandle>;
}

/** A list that draws only the rows in view: ten thousand cost what twenty do.. */
export function VirtualList<T>({ items, rowRem, keyOf, renderRow, label, className, handle }: VirtualListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const rowPx = rowRem * rootFontPx();
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
      const top = index * rowPx;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowPx > element.scrollTop + element.clientHeight)
        element.scrollTop = top + rowPx - element.clientHeight;
    },
  }));
  const first = Math.max(0, Math.floor(view.top / rowPx) - OVERSCAN);
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / rowPx) + OVERSCAN);
  return (
    <div
      ref={box}
      className={className}
      style={{ overflowY: 'auto', position: 'relative' }}
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ul aria-label={label} style={{ height: items.length * rowPx, position: 'relative' }}>
        {items.slice(first, last).map((item, i) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + i + 1}
            style={{ position: 'absolute', left: 0, right: 0, height: rowPx, top: (first + i) * rowPx }}
          >
            {renderRow(item, first + i)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
