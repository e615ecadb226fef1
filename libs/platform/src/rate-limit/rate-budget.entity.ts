import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How much of one rate limit all processes together have taken in the present window. */
@Entity('rate_budgets')
@Index('ix_rate_budgets_window_ends_at', ['windowEndsAt'])
export class RateBudgetEntity {
  /** Who is limited, and in what: `token:3f0c…`, `address:203.0.113.7`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_rate_budgets' })
  key!: string;

  @Column({ type: 'timestamptz' })
  windowEndsAt!: Date;

  @Column({ type: 'integer' })
  taken!: number;

  /** What was given to whoever asked last: the statement that takes it can tell it no other way. */
  @Column({ type: 'integer' })
  granted!: number;
}
