using System.Linq.Expressions;
using System.Reflection;
using System.Security.Cryptography;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Ledger.Witnesses;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Records;
using Learning.Courses.Storage.Runs;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Learning.Courses.Storage;

/// <summary>
/// All facts. Two rules live here because a use case could forget them: a query shows only what the viewer may see, and a
/// stored fact leaves its evidence entry in the same transaction.
/// </summary>
public abstract class CoursesDb(DbContextOptions options, Viewing viewing, SchoolCalendar calendar) : DbContext(options)
{
    /// <summary>The name of the query filter that cuts every query down to the viewer. Who lifts it says why, and a convention test lists the places.</summary>
    public const string Scope = "scope";

    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<MemberKey> MemberKeys => Set<MemberKey>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Exemption> Exemptions => Set<Exemption>();
    public DbSet<MemberCircumstance> Circumstances => Set<MemberCircumstance>();
    public DbSet<BranchSetting> BranchSettings => Set<BranchSetting>();
    public DbSet<HomeVisit> HomeVisits => Set<HomeVisit>();
    public DbSet<HomeVisitConfirmation> HomeVisitConfirmations => Set<HomeVisitConfirmation>();
    public DbSet<HomeVisitWithdrawal> HomeVisitWithdrawals => Set<HomeVisitWithdrawal>();
    public DbSet<HomeStay> HomeStays => Set<HomeStay>();
    public DbSet<HomeStayWithdrawal> HomeStayWithdrawals => Set<HomeStayWithdrawal>();
    public DbSet<Transfer> Transfers => Set<Transfer>();
    public DbSet<TransferReceipt> TransferReceipts => Set<TransferReceipt>();
    public DbSet<EvidenceEntry> Evidence => Set<EvidenceEntry>();
    public DbSet<LedgerTile> LedgerTiles => Set<LedgerTile>();
    public DbSet<LedgerCheckpoint> LedgerCheckpoints => Set<LedgerCheckpoint>();
    public DbSet<LedgerKeyChange> LedgerKeyChanges => Set<LedgerKeyChange>();
    public DbSet<LedgerCosignature> LedgerCosignatures => Set<LedgerCosignature>();
    public DbSet<WitnessCondition> WitnessConditions => Set<WitnessCondition>();
    public DbSet<CountDifference> CountDifferences => Set<CountDifference>();
    public DbSet<DifferenceSettled> DifferencesSettled => Set<DifferenceSettled>();
    public DbSet<RecountRun> RecountRuns => Set<RecountRun>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<LessonEdition> LessonEditions => Set<LessonEdition>();
    public DbSet<CourseEdition> CourseEditions => Set<CourseEdition>();
    public DbSet<QuestionVersion> QuestionVersions => Set<QuestionVersion>();
    public DbSet<BankChange> BankChanges => Set<BankChange>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<SittingAllowance> SittingAllowances => Set<SittingAllowance>();
    public DbSet<TimeGiven> TimesGiven => Set<TimeGiven>();
    public DbSet<ServerPulse> ServerPulses => Set<ServerPulse>();
    public DbSet<PaperSheet> PaperSheets => Set<PaperSheet>();
    public DbSet<PaperKeying> PaperKeyings => Set<PaperKeying>();
    public DbSet<PaperConfirmation> PaperConfirmations => Set<PaperConfirmation>();
    public DbSet<PracticeAnswer> PracticeAnswers => Set<PracticeAnswer>();
    public DbSet<AnswerMark> AnswerMarks => Set<AnswerMark>();
    public DbSet<AttemptResult> AttemptResults => Set<AttemptResult>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<RevisionDecision> RevisionDecisions => Set<RevisionDecision>();
    public DbSet<Venue> Venues => Set<Venue>();
    public DbSet<Trainer> Trainers => Set<Trainer>();
    public DbSet<TrainerGone> TrainersGone => Set<TrainerGone>();
    public DbSet<CohortTrainer> CohortTrainers => Set<CohortTrainer>();
    public DbSet<Closure> Closures => Set<Closure>();
    public DbSet<ClosureLifted> ClosuresLifted => Set<ClosureLifted>();
    public DbSet<Rotation> Rotations => Set<Rotation>();
    public DbSet<Cohort> Cohorts => Set<Cohort>();
    public DbSet<CohortTurn> CohortTurns => Set<CohortTurn>();
    public DbSet<CohortCalledOff> CohortsCalledOff => Set<CohortCalledOff>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Regret> Regrets => Set<Regret>();
    public DbSet<RegretEnd> RegretEnds => Set<RegretEnd>();
    public DbSet<PlaceGivenUp> PlacesGivenUp => Set<PlaceGivenUp>();
    public DbSet<ApartPair> ApartPairs => Set<ApartPair>();
    public DbSet<ApartEnded> ApartEnds => Set<ApartEnded>();
    public DbSet<Attendance> Attendances => Set<Attendance>();
    public DbSet<AttendanceWithdrawal> AttendanceWithdrawals => Set<AttendanceWithdrawal>();
    public DbSet<AttendanceConfirmation> AttendanceConfirmations => Set<AttendanceConfirmation>();
    public DbSet<CohortOutcome> CohortOutcomes => Set<CohortOutcome>();
    public DbSet<LessonCredit> LessonCredits => Set<LessonCredit>();
    public DbSet<CoursePass> CoursePasses => Set<CoursePass>();
    public DbSet<CoursePassWithdrawal> CoursePassWithdrawals => Set<CoursePassWithdrawal>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<Requirement> Requirements => Set<Requirement>();
    public DbSet<RulePackRecord> RulePackRecords => Set<RulePackRecord>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Assignee> Assignees => Set<Assignee>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ReportCall> ReportCalls => Set<ReportCall>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();
    public DbSet<CorrectionAnswer> CorrectionAnswers => Set<CorrectionAnswer>();
    public DbSet<Erasure> Erasures => Set<Erasure>();

    public Viewer Viewer => viewing.Current;

    // What the filters ask. EF reads these from the context that runs the query, so they are never baked into a cached plan.
    private bool SeesEverything => viewing.Current.Everything;
    private MemberId Self => viewing.Current.MemberId ?? default;
    private IReadOnlyList<string> Paths => viewing.Current.Paths;
    private IReadOnlyList<string> Homes => viewing.Current.Homes;
    private DateOnly Today => calendar.Today();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: evidence is written with the facts.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // One look for changes is enough: otherwise every question to the tracker below looks again at every row, and a save of
        // many rows takes the square of their number.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await AppendEvidenceAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CoursesDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsOwned()).ToList())
        {
            if (FilterFor(entity) is { } filter)
            {
                entity.SetQueryFilter(Scope, filter);
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdConverter>();
        configurationBuilder.Properties<UnitId>().HaveConversion<UnitIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    private LambdaExpression? FilterFor(IMutableEntityType entity)
    {
        return entity.ClrType switch
        {
            var t when t == typeof(Membership) => MembershipFilter(),
            var t when t.IsAssignableTo(typeof(IOfMember)) => Generic(nameof(MemberFilter), t),
            var t when t.IsAssignableTo(typeof(IOfUnit)) => Generic(nameof(UnitFilter), t),
            _ => null,
        };

        LambdaExpression Generic(string method, Type type) => (LambdaExpression)typeof(CoursesDb)
            .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(this, null)!;
    }

    /// <summary>A row about a member: one's own, or of somebody one's posts cover today.</summary>
    private Expression<Func<T, bool>> MemberFilter<T>()
        where T : class, IOfMember =>
        row => SeesEverything
            || row.MemberId == Self
            || Memberships.Any(m => m.MemberId == row.MemberId
                && m.ReplacedAt == null
                && (m.ValidTo == null || m.ValidTo >= Today)
                && Paths.Any(p => m.BranchPath == p || m.BranchPath.StartsWith(p + "/")));

    /// <summary>A membership row, past ones too: who answered for a member then may be asked about then.</summary>
    private Expression<Func<Membership, bool>> MembershipFilter() =>
        row => SeesEverything
            || row.MemberId == Self
            || Paths.Any(p => row.BranchPath == p || row.BranchPath.StartsWith(p + "/"));

    /// <summary>A row about a unit that one covers, or that stands above (or at) where one belongs.</summary>
    private Expression<Func<T, bool>> UnitFilter<T>()
        where T : class, IOfUnit =>
        row => SeesEverything
            || Paths.Any(p => row.UnitPath == p || row.UnitPath.StartsWith(p + "/"))
            || Homes.Any(h => h == row.UnitPath || h.StartsWith(row.UnitPath + "/"));

    private async Task AppendEvidenceAsync(CancellationToken ct)
    {
        var rows = ChangeTracker.Entries<IProvable>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        // A member without a key would be a member the ledger cannot name: the key is born with the member.
        foreach (var member in rows.OfType<Member>().Where(m => MemberKeys.Local.FindEntry(m.MemberId) is null))
        {
            MemberKeys.Add(new MemberKey(member.MemberId, RandomNumberGenerator.GetBytes(32)));
        }

        // A retried save must not append twice.
        var pending = ChangeTracker.Entries<EvidenceEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity.SourceId).ToHashSet();
        var facts = rows.Where(r => !pending.Contains(r.Id)).Select(r => (Row: r, Facts: r.Evidence())).ToList();
        var keys = await KeysAsync(facts.SelectMany(f => new[] { f.Facts.Subject, f.Facts.Actor }), ct);
        Evidence.AddRange(facts.Select(f => EvidenceEntry.Of(f.Row, f.Facts, m => keys[m])));
    }

    private async Task<Dictionary<MemberId, byte[]>> KeysAsync(IEnumerable<MemberId?> members, CancellationToken ct)
    {
        var wanted = members.OfType<MemberId>().Distinct().ToList();
        var keys = MemberKeys.Local.ToDictionary(k => k.MemberId, k => k.Key);
        foreach (var missing in wanted.Where(m => !keys.ContainsKey(m)).Chunk(500))
        {
            foreach (var key in await MemberKeys.AsNoTracking().Where(k => missing.Contains(k.MemberId)).ToListAsync(ct))
            {
                keys[key.MemberId] = key.Key;
            }
        }

        return keys;
    }

    /// <summary>SQLite forgets the kind of a DateTime; PostgreSQL refuses one that is not UTC. Both are settled here.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    private sealed class MemberIdConverter() : ValueConverter<MemberId, Guid>(id => id.Value, value => new(value));

    private sealed class UnitIdConverter() : ValueConverter<UnitId, Guid>(id => id.Value, value => new(value));
}

public sealed class SqliteCoursesDb(DbContextOptions<SqliteCoursesDb> options, Viewing viewing, SchoolCalendar calendar)
    : CoursesDb(options, viewing, calendar);

public sealed class PostgresCoursesDb(DbContextOptions<PostgresCoursesDb> options, Viewing viewing, SchoolCalendar calendar)
    : CoursesDb(options, viewing, calendar);
