import { Icon, type IconName } from './icon.js';

/** A button that shows a drawing only. */
export function RoundButton({
  label,
  icon,
  disabled,
  isPressed,
  onClick,
}: {
  /** What it does, for those who don't see the drawing. */
  readonly label: string;
  readonly icon: IconName;
  readonly disabled?: boolean;
  /** For one that stays pressed. */
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="button is-round"
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
