import { useRef } from 'preact/hooks';
import { isOriginalHeld } from '../../state/original.js';
import { onPhoto, panned, wholePhoto, zoom, zoomedAt, type Place, type Zoom } from '../../state/zoom.js';

/** A pointer that moved less than this, in pixels, clicks. */
const slack = 6;

/** Milliseconds after which a pointer that rests holds. */
const holdAfter = 350;

/** Milliseconds and pixels between the taps of a double tap. */
const [secondTap, nearTap] = [300, 30];

/** How far a double tap zooms in. */
const tapScale = 2.5;

/** What a pointer means on the photo; places are on the photo. */
interface Meanings {
  /** It is pressed. */
  readonly onPress: (place: Place, isMouse: boolean) => void;
  /** It rests over the photo: only mice do. */
  readonly onHover: (place: Place) => void;
  /** A click or single tap. */
  readonly onTap: (place: Place) => void;
  /** A second tap took the first one back. */
  readonly onDoubleTap: () => void;
  readonly onGone: () => void;
}

interface Press {
  readonly start: Place;
  /** Milliseconds, as events tell it: a page that was busy hears of a click late. */
  readonly at: number;
  readonly zoom: Zoom;
  /** Between two fingers. */
  readonly distance?: number;
}

/**
 * Tells taps, double taps, holding, dragging and pinching apart. One finger scrolls the page until the photo is zoomed; then it
 * moves the photo.
 */
export function useGestures({ onPress, onHover, onTap, onDoubleTap, onGone }: Meanings) {
  const pointers = useRef(new Map<number, Place>());
  const press = useRef<Press | undefined>(undefined);
  const timers = useRef<{ hold?: ReturnType<typeof setTimeout>; tap?: ReturnType<typeof setTimeout> }>({});
  const lastTap = useRef({ at: -Infinity, x: 0, y: 0 });

  function frameOf(event: { currentTarget: EventTarget | null }) {
    return (event.currentTarget as HTMLElement).getBoundingClientRect();
  }

  function placeOf(event: MouseEvent): Place {
    const { left, top, width, height } = frameOf(event);
    return onPhoto(zoom.peek(), { x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  }

  function stopHolding() {
    clearTimeout(timers.current.hold);
    isOriginalHeld.value = false;
  }

  function begin(at: number): void {
    const [a, b] = [...pointers.current.values()];
    press.current = b
      ? { start: middle(a, b), at, zoom: zoom.peek(), distance: Math.hypot(a.x - b.x, a.y - b.y) }
      : { start: a, at, zoom: zoom.peek() };
  }

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    stopHolding();
    begin(event.timeStamp);
    if (pointers.current.size > 1) return;
    onPress(placeOf(event), event.pointerType === 'mouse');
    timers.current.hold = setTimeout(() => (isOriginalHeld.value = true), holdAfter);
  }

  function onPointerMove(event: PointerEvent) {
    const last = pointers.current.get(event.pointerId);
    if (!last) {
      const place = placeOf(event);
      const isInside = [place.x, place.y].every((share) => share >= 0 && share < 1);
      if (event.pointerType === 'mouse' && isInside) onHover(place);
      return;
    }
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const from = press.current;
    if (!from || isOriginalHeld.peek()) return;
    const { left, top, width, height } = frameOf(event);
    const [a, b] = [...pointers.current.values()];
    const now = b ? middle(a, b) : a;
    const [dx, dy] = [now.x - from.start.x, now.y - from.start.y];
    if (b && from.distance) {
      const start = { x: (from.start.x - left) / width, y: (from.start.y - top) / height };
      const factor = Math.hypot(a.x - b.x, a.y - b.y) / from.distance;
      zoom.value = panned(zoomedAt(from.zoom, factor, onPhoto(from.zoom, start)), dx / width, dy / height);
    } else if (hasMoved(dx, dy)) {
      stopHolding();
      zoom.value = panned(from.zoom, dx / width, dy / height);
    }
  }

  function onPointerUp(event: PointerEvent) {
    const from = press.current;
    const wasAlone = pointers.current.size === 1;
    pointers.current.delete(event.pointerId);
    stopHolding();
    // After a pinch the finger that stays drags on, and its end is no tap.
    if (pointers.current.size > 0) {
      begin(event.timeStamp);
      press.current = { ...press.current!, distance: 0 };
      return;
    }
    press.current = undefined;
    const isHeld = from !== undefined && event.timeStamp - from.at >= holdAfter;
    if (!from || !wasAlone || from.distance !== undefined || isHeld) return;
    if (!hasMoved(event.clientX - from.start.x, event.clientY - from.start.y)) tap(event);
  }

  function tap(event: PointerEvent) {
    const place = placeOf(event);
    const { at, x, y } = lastTap.current;
    const isSecond =
      event.timeStamp - at < secondTap && Math.hypot(event.clientX - x, event.clientY - y) < nearTap;
    lastTap.current = {
      at: isSecond ? -Infinity : event.timeStamp,
      x: event.clientX,
      y: event.clientY,
    };
    clearTimeout(timers.current.tap);
    if (isSecond) {
      onDoubleTap();
      zoom.value = zoom.peek().scale > 1 ? wholePhoto : zoomedAt(wholePhoto, tapScale, place);
    } else if (event.pointerType === 'mouse') onTap(place);
    else timers.current.tap = setTimeout(() => onTap(place), secondTap);
  }

  function onPointerCancel(event: PointerEvent) {
    pointers.current.delete(event.pointerId);
    press.current = undefined;
    stopHolding();
  }

  function onWheel(event: WheelEvent) {
    // Where the page scrolls, the wheel scrolls it; with Ctrl, as trackpads send a pinch, it always zooms.
    const scrolls = document.documentElement.scrollHeight > innerHeight + 1;
    if (scrolls && !event.ctrlKey && zoom.peek().scale === 1) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    zoom.value = zoomedAt(zoom.peek(), Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), placeOf(event));
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel,
    onWheel,
    onPointerLeave: () => pointers.current.size === 0 && onGone(),
    onContextMenu: (event: MouseEvent) => isOriginalHeld.peek() && event.preventDefault(),
  };
}

function hasMoved(dx: number, dy: number): boolean {
  return Math.hypot(dx, dy) > slack;
}

function middle(a: Place, b: Place): Place {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
