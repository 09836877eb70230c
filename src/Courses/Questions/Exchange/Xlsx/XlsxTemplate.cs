using System.Data;
using System.Globalization;
using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>An empty sheet to fill in, with a sheet of examples and one of explanations that names the lessons of the course.</summary>
internal static class XlsxTemplate
{
    private static readonly (string What, string How)[] Explanations =
    [
        ("填写", "在“试题”表里填写，一行一题；“示例”表只供参考，不会导入。表头不要改，列的次序可以换，用不到的列可以删。"),
        (XlsxWords.Key, "可不填。填了就是这道题的固定编号（小写英文字母、数字、连字符），以后改题再导入时按它找到原题；同一编号不要用于别的题。"),
        (XlsxWords.Kind, string.Join("、", XlsxWords.KindWords) + "。"),
        (XlsxWords.Lesson, "这道题在哪一课里讲。填下面列出的课名或代号；也可以不填，导入时统一选择。"),
        (XlsxWords.Stem, "文字。填空题用四个下划线 ____ 表示空。单元格里可以换行；粗体、颜色、图片不会带过来。"),
        ("单选题、多选题", "选项从 A 起依次填写，不要再写字母；答案填字母，多选如 ACD。"),
        ("判断题", "答案填“正确”或“错误”，选项不填。"),
        ("填空题、数值题", "答案填一个可接受的写法，其余写法填在选项 A、B、C……里。数值可写 70、70 ± 0.5 或 69.5..70.5。"),
        ("配对题", "每个选项写一对：遵义会议 → 1935年；多余的答案写“→ 1949年”。答案不填。"),
        ("排序题", "选项按正确的先后次序填写，答案不填；或在答案里写出正确次序的字母，如 BCA。"),
        (XlsxWords.Credit, "可不填。多选题、排序题填“部分得分”则按比例给分；配对题填“全对得分”则全对才给分。"),
        (XlsxWords.Difficulty, "可不填。填“易”“中”或“难”，出卷时可按难度抽题。"),
        (XlsxWords.Theme, "可不填。这道题属于哪个主题，最多30个字，不含空格和标点；出卷时可按主题抽题。"),
        (XlsxWords.Explanation, "为什么是这个答案。不填时用正确答案代替，请尽量填写。"),
    ];

    public static byte[] Write(Course course) => XlsxWriter.Save(
        XlsxWriter.Questions(XlsxWords.Sheet, []),
        XlsxWriter.Questions("示例", Examples(course.Lessons[0].Key)),
        Explained(course));

    private static DataTable Explained(Course course)
    {
        var table = new DataTable("填写说明") { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("项目", typeof(string));
        table.Columns.Add("说明", typeof(string));
        foreach (var (what, how) in Explanations)
        {
            table.Rows.Add(what, how);
        }

        foreach (var lesson in course.Lessons)
        {
            table.Rows.Add("课：" + lesson.Key.Split('/')[^1], XlsxGuard.On(lesson.In(Languages.Chinese).Title));
        }

        return table;
    }

    internal static IEnumerable<Question> Examples(string lesson) =>
    [
        new("demo-1", QuestionKind.Single, lesson, "中国共产党第一次全国代表大会在哪一年召开？", [new("1919年", false), new("1921年", true), new("1927年", false)], "一大于1921年7月23日开幕。"),
        new("demo-2", QuestionKind.Multiple, lesson, "下列哪些城市办过经济特区？", [new("深圳", true), new("广州", false), new("珠海", true), new("汕头", true)], "最早的四个经济特区是深圳、珠海、汕头、厦门。") { Settings = Weights.Partial },
        new("demo-3", QuestionKind.TrueFalse, lesson, "中国共产党第七次全国代表大会在延安召开。", [new("正确", true), new("错误", false)], "1945年，延安。"),
        new("demo-4", QuestionKind.FillIn, lesson, "“头雁”工程的四步是选、育、____、用。", [new("管", true), new("管理", true)], "选、育、管、用。"),
        new("demo-5", QuestionKind.Numeric, lesson, "党员每年集中学习培训一般不少于多少学时？", [new("32", true)], "《中国共产党党员教育管理工作条例》第二十条。"),
        new("demo-6", QuestionKind.Matching, lesson, "把会议和年份配对。", [new("一大", true) { Match = "1921年" }, new("遵义会议", true) { Match = "1935年" }, new("", true) { Match = "1949年" }], "1949年是多余的答案。"),
        new("demo-7", QuestionKind.Ordering, lesson, "按先后次序排列。", [new("一大", true), new("遵义会议", true), new("七大", true)], "1921年、1935年、1945年。"),
    ];
}
