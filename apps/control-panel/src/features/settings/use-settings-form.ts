import type { SettingsView } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import { toast } from '../../ui/toast';
import { useSaveSettings } from './api/use-save-settings';
import type { SettingsForm } from './components/settings-section';
import { type Drafts, faultsOf, liveDrafts, withDraft, withoutDraft } from './setting-drafts';

interface SettingsFormState {
  form: SettingsForm;
  /** What differs from what is stored. */
  drafts: Drafts;
  changes: number;
  save: ReturnType<typeof useSaveSettings>;
  onSave: (then?: () => void) => void;
  onDiscard: () => void;
}

/** What is typed into settings, until it is saved. */
export function useSettingsForm(settings: SettingsView): SettingsFormState {
  const [typed, setTyped] = useState<Drafts>({});
  const save = useSaveSettings();
  const drafts = liveDrafts(typed, settings);
  const found = faultsOf(drafts, settings);
  const refused = Object.fromEntries(
    (save.error?.errors ?? []).map(({ field, message }) => [field, message]),
  );
  const changes = Object.keys(drafts).length;

  function set(next: Drafts) {
    // What the service refused is about what stood there before.
    save.reset();
    setTyped(next);
  }

  function onSave(then?: () => void) {
    const [fault] = Object.keys(found);
    if (fault !== undefined) return document.querySelector<HTMLElement>(`[name="${fault}"]`)?.focus();
    const request = { version: settings.version, changes: drafts };
    return save.mutate(request, {
      onSuccess: () => {
        setTyped({});
        toast.done(strings.settings.saved(changes));
        then?.();
      },
    });
  }

  return {
    form: {
      drafts,
      faults: { ...refused, ...found },
      onChange: (setting, value) => set(withDraft(drafts, setting, value)),
      onRevert: (key) => set(withoutDraft(drafts, key)),
    },
    drafts,
    changes,
    save,
    onSave,
    onDiscard: () => set({}),
  };
}
