using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Conventions;

public sealed partial class HouseRuleTests
{
    /// <summary>
    /// Where a query may look past the viewer, and why. A new place is a decision: it is added here by somebody who has read
    /// the query and not by habit.
    /// </summary>
    private static readonly Dictionary<string, string> ScopeIsLiftedIn = new(StringComparer.Ordinal)
    {
        ["src/Courses/Coverage/KnownFacts.cs"] = "a member who has left since is counted for the days before; those who ask have made sure that the viewer answers for the unit or the member",
        ["src/Courses/Coverage/RosterEvents.cs"] = "who has left since must be in the proof of a report; the entries name nobody, and the report answers to the viewer",
        ["src/Courses/Coverage/Statistics/KnownAttendances.cs"] = "who has left since attended all the same, and the unit that answered on that day counts it; those who ask have made sure that the viewer answers for the unit",
        ["src/Courses/Credits/CertificateSubjects.cs"] = "a certificate says everything that is printed on it; whether it may be seen is decided before",
        ["src/Courses/Credits/PassesAtStake.cs"] = "how many passes a revision would withdraw, whoever answers for their holders; nothing but the number leaves",
        ["src/Courses/Credits/RevisionList.cs"] = "how many results a revision has corrected, and what the colleagues are called who proposed and decided it",
        ["src/Courses/Credits/VerifyCertificate.cs"] = "who asks has no account; the number cannot be guessed, and the answer says less than the paper",
        ["src/Courses/Organisation/PendingTransfers.cs"] = "who is about to come is shown to the branch that receives them",
        ["src/Courses/Organisation/ReceiveTransfer.cs"] = "the receiver ends a membership that is still the sender's",
        ["src/Courses/Organisation/VisitsToConfirm.cs"] = "who went along and the committee answer for nobody, and are asked for their word on one visit; the query names the person who asks",
        ["src/Courses/Quizzes/AnswersToMark.cs"] = "who marks answers for no member; what is shown says whose nothing is",
        ["src/Courses/Quizzes/ReadAnswer.cs"] = "the same, for one answer",
        ["src/Courses/Quizzes/Revisions/FinishedSittings.cs"] = "whether a question is right is a matter of everybody's papers; those who write it answer for nobody, and are shown no names",
        ["src/Courses/Records/OwnRecord.cs"] = "one's own classes stay one's own after a transfer; the query names the person who asks",
        ["src/Courses/Storage/FindViewer.cs"] = "the question on which the scope itself rests",
        ["src/Courses/Training/CheckIn.cs"] = "a place in a class stays one's own after a transfer; the query names the person who asks",
        ["src/Courses/Training/OtherClass.cs"] = "the rotation of a member's class may be another unit's; no more than its rules is used",
        ["src/Courses/Training/OwnPlace.cs"] = "a place in a class stays one's own after a transfer; the query names the person who asks",
        ["src/Courses/Training/TakenRooms.cs"] = "a room that another town has taken is taken; no more than the days is read",
        ["src/Courses/Training/TrainerLeads.cs"] = "whoever stands in another town's class cannot stand here; no more than the days is told",
        ["src/Courses/Training/WholeCohorts.cs"] = "seats are taken by whoever sits on them, and whoever has gone to another unit still holds one; of members out of sight no more than their number is told",
        ["src/Courses/Training/MyClasses.cs"] = "one's own classes stay one's own after a transfer; the queries name the person who asks",
    };

    [Fact]
    public void The_scope_is_lifted_only_where_the_list_says()
    {
        var places = SourceTree.Files("src", "*.cs").Where(f => f.Text.Contains("IgnoreQueryFilters", StringComparison.Ordinal)).Select(f => f.Path);
        Assert.Equal(ScopeIsLiftedIn.Keys.Order(StringComparer.Ordinal), places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Raw_sql_which_no_filter_sees_is_not_used()
    {
        var places = SourceTree.Files("src", "*.cs")
            .Where(f => RawSql().IsMatch(f.Text) && !f.Path.StartsWith("src/Courses/Storage/", StringComparison.Ordinal))
            .Select(f => f.Path);
        Assert.Empty(places);
    }

    [Fact]
    public async Task Whatever_names_a_member_is_cut_down_to_the_viewer()
    {
        await using var school = await School.OpenAsync();
        await using var db = school.NewDb();
        var open = db.Model.GetEntityTypes()
            .Where(e => !e.IsOwned() && e.FindProperty(nameof(IOfMember.MemberId)) is not null && e.GetDeclaredQueryFilters().Count == 0)
            .Select(e => e.ClrType.Name);

        // The keys of pseudonyms are asked for by CoursesDb, when it writes evidence, and by the check of the whole ledger.
        Assert.Equal([nameof(MemberKey)], open);
    }

    [Fact]
    public async Task Every_row_with_a_recorded_instant_leaves_evidence()
    {
        await using var school = await School.OpenAsync();
        await using var db = school.NewDb();
        var silent = db.Model.GetEntityTypes()
            .Where(e => e.FindProperty(nameof(IProvable.RecordedAt)) is not null && !e.ClrType.IsAssignableTo(typeof(IProvable)))
            .Select(e => e.ClrType.Name);
        Assert.Empty(silent);
    }

    [Fact]
    public void Nothing_has_a_name_that_says_nothing()
    {
        var names =
            from file in SourceTree.Files("src", "*.cs")
            from Match type in TypeName().Matches(file.Text)
            where EmptyName().IsMatch(type.Groups[1].Value) && !type.Groups[1].Value.EndsWith("TagHelper", StringComparison.Ordinal) // The framework's own word.
            select $"{type.Groups[1].Value} ({file.Path})";
        Assert.Empty(names);
    }

    [Fact]
    public void No_warning_is_switched_off_inside_the_sources() =>
        Assert.Empty(SourceTree.Files("src", "*.cs").Where(f => f.Text.Contains("#pragma warning", StringComparison.Ordinal)).Select(f => f.Path));

    [Fact]
    public void The_clock_is_asked_in_one_place()
    {
        var places = SourceTree.Files("src", "*.cs").Where(f => f.Text.Contains("GetUtcNow()", StringComparison.Ordinal)).Select(f => f.Path);
        Assert.Equal(["src/Courses/SchoolCalendar.cs", "src/Web/Hosting/DevClock.cs"], places);
    }

    [GeneratedRegex("FromSql|ExecuteSql|SqlQuery|CommandText")]
    private static partial Regex RawSql();

    [GeneratedRegex(@"\b(?:class|record|interface|struct|enum)\s+(\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(Service|Manager|Helper|Util|Utils|Dto)$")]
    private static partial Regex EmptyName();
}
