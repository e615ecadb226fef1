import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { strings } from '../lib/strings';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** What is searched for, as the address says it. */
  value: string;
  onSearch: (text: string) => void;
  isLabelHidden?: boolean;
  hasFocus?: boolean;
}

const PAUSE_MS = 300;

/** A search that begins by itself once the typing pauses. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, value, onSearch, isLabelHidden = false, hasFocus = false } = props;
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim()), PAUSE_MS);
  // The address changed by other means than typing: by Back, or by a link that takes the filter away.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  const type = (typed: string) => {
    setText(typed);
    search(typed);
  };
  return (
    <TextInput
      type="search"
      className="search-field"
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      placeholder={placeholder}
      value={text}
      data-autofocus={hasFocus || undefined}
      autoFocus={hasFocus}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <CloseButton size="sm" aria-label={strings.common.clearSearch} onClick={() => type('')} />
        )
      }
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
