import { Injectable } from '@nestjs/common';
import { type NumberedKind, SiteNumbers } from '@oracle-integration/completions';
import type { CompletionView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { CompletionMapper, type Mapped, type ReadCompletion } from './completion-mapper';
import type { Numbers } from './map-completion';
import { mappingRulesOf } from './mapping-rules';
import { LookupRepository } from './tables/lookup.repository';

/** Puts completions into Oracle's words by the settings in force, or by others. */
@Injectable()
export class MappingService {
  private compiled: { readonly settings: Settings; readonly mapper: CompletionMapper } | undefined;

  constructor(
    private readonly settings: SettingsService,
    private readonly lookups: LookupRepository,
    private readonly numbers: SiteNumbers,
    private readonly clock: Clock,
  ) {}

  /** The mapper of the settings in force; `undefined` when nothing is mapped and everything goes as it is stored. */
  current(): CompletionMapper | undefined {
    const settings = this.settings.current();
    if (this.compiled?.settings !== settings)
      this.compiled = { settings, mapper: new CompletionMapper(mappingRulesOf(settings)) };
    return this.compiled.mapper.isIdentity ? undefined : this.compiled.mapper;
  }

  /** Maps stored completions, in their order, with one question to each table. */
  async map(mapper: CompletionMapper, completions: readonly ReadCompletion[]): Promise<Mapped[]> {
    const views = completions.map(({ view }) => view);
    const numbers = await this.numbersOf(mapper, views);
    const lookups = await this.lookUp(mapper, views, numbers);
    const given = { lookups, numbers, now: this.clock.now() };
    const mapped: Mapped[] = [];
    for (const completion of completions) mapped.push(await mapper.map(completion, given));
    return mapped;
  }

  private async numbersOf({ sources }: CompletionMapper, views: readonly CompletionView[]): Promise<Numbers> {
    const ids = views.map(({ id }) => id);
    const of = async (kind: NumberedKind): Promise<ReadonlyMap<string, string>> => {
      const source = sources[kind];
      return source === null ? new Map() : this.numbers.ofRecords({ kind, source }, ids);
    };
    return { people: await of('people'), courses: await of('courses') };
  }

  private async lookUp(mapper: CompletionMapper, views: readonly CompletionView[], numbers: Numbers) {
    const wanted = mapper.wanted(views, numbers);
    const [people, courses] = await Promise.all([
      this.lookups.find('people', [...wanted.people]),
      this.lookups.find('courses', [...wanted.courses]),
    ]);
    return { person: (key: string) => people.get(key), course: (key: string) => courses.get(key) };
  }
}
