namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>
/// The words of the sheet. They are Chinese whatever the reader's language, because a file is passed on, and they are the
/// interface of this format: a new spelling is added, none is taken away.
/// </summary>
internal static class XlsxWords
{
    public const string Sheet = "试题";
    public const string Key = "题号";
    public const string Kind = "题型";
    public const string Lesson = "课";
    public const string Stem = "题干";
    public const string Option = "选项";
    public const string Answer = "答案";
    public const string Credit = "计分";
    public const string Explanation = "解析";
    public const string Difficulty = "难度";
    public const string Theme = "主题";
    public const string Partial = "部分得分";
    public const string All = "全对得分";
    public const string Arrow = "→";

    public static IReadOnlyList<string> Columns { get; } =
        [Key, Kind, Lesson, Stem, .. Enumerable.Range(0, KindRoles.MaxOptions).Select(i => Option + Letter(i)), Answer, Credit, Explanation, Difficulty, Theme];

    private static readonly Dictionary<string, string> OtherHeads = new(StringComparer.Ordinal)
    {
        ["编号"] = Key, ["序号"] = Key, ["类型"] = Kind, ["章节"] = Lesson, ["题目"] = Stem, ["正确答案"] = Answer, ["参考答案"] = Answer, ["解释"] = Explanation, ["答案解析"] = Explanation, ["难易度"] = Difficulty, ["难易程度"] = Difficulty, ["知识点"] = Theme,
    };

    private static readonly Dictionary<QuestionKind, string[]> Kinds = new()
    {
        [QuestionKind.Single] = ["单选题", "单选", "单项选择题"],
        [QuestionKind.Multiple] = ["多选题", "多选", "多项选择题"],
        [QuestionKind.TrueFalse] = ["判断题", "判断", "是非题"],
        [QuestionKind.FillIn] = ["填空题", "填空"],
        [QuestionKind.Numeric] = ["数值题", "数值", "计算题"],
        [QuestionKind.Matching] = ["配对题", "配对", "匹配题", "连线题"],
        [QuestionKind.Ordering] = ["排序题", "排序"],
        [QuestionKind.ShortAnswer] = ["简答题", "问答题", "论述题", "案例分析题"],
    };

    private static readonly Dictionary<Questions.Difficulty, string[]> Difficulties = new()
    {
        [Questions.Difficulty.Easy] = ["易", "容易", "简单", "较易"],
        [Questions.Difficulty.Medium] = ["中", "中等", "一般", "适中"],
        [Questions.Difficulty.Hard] = ["难", "困难", "较难"],
    };

    public static IReadOnlyList<string> Yes { get; } = ["正确", "对", "√", "是", "T", "TRUE", "1"];

    public static IReadOnlyList<string> No { get; } = ["错误", "错", "×", "X", "否", "F", "FALSE", "0"];

    public static IEnumerable<string> KindWords => Kinds.Values.Select(k => k[0]);

    public static string WordOf(Questions.Difficulty difficulty) => Difficulties[difficulty][0];

    public static Questions.Difficulty? DifficultyOf(string word) =>
        Difficulties.Where(d => d.Value.Contains(word, StringComparer.Ordinal)).Select(d => (Questions.Difficulty?)d.Key).FirstOrDefault();

    public static string Letter(int index) => $"{(char)('A' + index)}";

    public static string HeadOf(string cell) => OtherHeads.GetValueOrDefault(cell, cell);

    /// <summary>Null for a kind that the sheet has no columns for.</summary>
    public static string? WordOf(QuestionKind kind) => Kinds.GetValueOrDefault(kind)?[0];

    public static QuestionKind? KindOf(string word) => Kinds.Where(k => k.Value.Contains(word, StringComparer.Ordinal)).Select(k => (QuestionKind?)k.Key).FirstOrDefault();
}
