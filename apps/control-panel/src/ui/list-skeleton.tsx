import { Skeleton, VisuallyHidden } from '@mantine/core';

/** The shape of a list while its first rows are on their way. */
export function ListSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div className="list-skeleton surface" aria-busy>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={20} radius="sm" width={`${92 - ((index * 13) % 34)}%`} />
      ))}
    </div>
  );
}
