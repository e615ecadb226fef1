import { type Icon, type Tone, TONE_ICONS } from './tone';

interface StatusWordProps {
  tone: Tone;
  children: string;
  /** Another icon than the tone's own. */
  icon?: Icon;
}

/** A state as word, icon and colour: none of the three has to be seen for the others to be understood. */
export function StatusWord({ tone, children, icon: Icon = TONE_ICONS[tone] }: StatusWordProps) {
  return (
    <span className="status-word" data-tone={tone}>
      <Icon size={15} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
