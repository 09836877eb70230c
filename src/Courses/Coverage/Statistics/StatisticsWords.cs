using Learning.Courses.Plans;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>
/// Says in a sentence which rule was applied. Made from the data that decided, and not written beside them: what is printed on
/// the sheet is what was counted.
/// </summary>
public static class StatisticsWords
{
    /// <summary>What counts as one attendance.</summary>
    public static string Counts(this ExportWords words, StatisticsRules rules) =>
        words.Word("Statistics.OneAttendance", [words.List("AttendanceKind.", rules.Counts)]);

    public static string Rule(this ExportWords words, StatisticsRow row)
    {
        List<string> conditions =
        [
            .. row.Kinds.Count == 0 ? [] : new[] { words.Word("Statistics.OnlyKinds", [words.List("AttendanceKind.", row.Kinds)]) },
            .. row.Posts.Count == 0 ? [] : new[] { words.Word("Statistics.OnlyPosts", [words.List("PostKind.", row.Posts)]) },
            .. row.Settings.Count == 0 ? [] : new[] { words.Word("Statistics.OnlySettings", [words.List("BranchSettingKind.", row.Settings)]) },
            .. row.Circumstances.Count == 0 ? [] : new[] { words.Word("Statistics.OnlyCircumstances", [words.List("MemberCircumstanceKind.", row.Circumstances)]) },
            .. row.AdmittedWithinMonths is { } months ? new[] { words.Word("Statistics.OnlyNew", [months]) } : [],
        ];
        return conditions.Count == 0 ? words["Statistics.Everything"] : string.Join(words["Statistics.And"], conditions);
    }

    public static string Rule(this ExportWords words, BranchStandard standard)
    {
        var whom = standard.Posts.Count == 0 ? words["Statistics.EveryMember"] : words.List("PostKind.", standard.Posts);
        return standard.Parts == standard.Of
            ? words.Word("Statistics.AllReach", [whom])
            : words.Word("Statistics.ShareReaches", [whom, standard.Parts, standard.Of]);
    }

    private static string List<T>(this ExportWords words, string prefix, IEnumerable<T> names)
        where T : struct, Enum => string.Join(words["Statistics.Or"], names.Select(name => words[prefix + name]));
}
