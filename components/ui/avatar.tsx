import { classNames } from './class-names';
import { initials } from './initials';

const SIZES = {
  small: 'size-5 text-[9px]',
  medium: 'size-7 text-[11px]',
  large: 'size-10 text-[15px]',
};

export type AvatarProps = {
  /** The text whose initials are shown; it stands beside the avatar, which is hidden from readers. */
  text: string;
  size?: keyof typeof SIZES;
  className?: string | undefined;
};

/** Initials in a circle. */
export function Avatar({ text, size = 'medium', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-avatar=""
      className={classNames(
        'grid shrink-0 select-none place-items-center rounded-full border border-line bg-sunk font-semibold text-ink-2 leading-none',
        SIZES[size],
        className,
      )}
    >
      {initials(text)}
    </span>
  );
}

export type LogoTileProps = { text: string; imageUrl?: string | undefined; size?: 'small' | 'large' };

/** A rounded tile with one letter, or with a picture that this site serves itself. */
export function LogoTile({ text, imageUrl, size = 'large' }: LogoTileProps) {
  const className =
    size === 'large' ? 'size-14 rounded-[15px] text-[24px]' : 'size-7 rounded-[8px] text-[13px]';
  if (imageUrl) {
    // biome-ignore lint/performance/noImgElement: a logo is one small file of unknown size; nothing to optimise
    return <img src={imageUrl} alt="" className={classNames('shrink-0 object-contain', className)} />;
  }
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid shrink-0 select-none place-items-center bg-[#0f766e] font-heading text-white leading-none',
        className,
      )}
    >
      {initials(text).slice(0, 1)}
    </span>
  );
}
