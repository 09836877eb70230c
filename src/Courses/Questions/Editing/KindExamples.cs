using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Editing;

/// <summary>A question of each kind without a mistake, to write over: in the language of the bank, as banks are not translated.</summary>
internal static class KindExamples
{
    public static string Of(QuestionKind kind, string language) => language == Languages.English ? English(kind) : Chinese(kind);

    private static string Chinese(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => "在这里写题目？\n\n- [ ] 错误的选项\n- [x] 正确的选项（方括号里打 x）\n- [ ] 另一个错误的选项\n\n> 在这里写解析：为什么是这个答案。",
        QuestionKind.Multiple => "在这里写题目？\n\n- [x] 正确的选项（方括号里打 x）\n- [ ] 错误的选项\n- [x] 另一个正确的选项\n\n> 在这里写解析：为什么是这些答案。",
        QuestionKind.TrueFalse => "在这里写一句话，由学员判断对错。\n\n- [x] 正确\n- [ ] 错误\n\n> 在这里写解析：为什么对，或者错在哪里。",
        QuestionKind.FillIn => "在这里写一句话，空的地方写____。\n\n- [x] 答案\n- [x] 也可以接受的另一种写法\n\n> 在这里写解析。",
        QuestionKind.Numeric => "在这里写题目，答案是一个数？\n\n- [x] 32\n\n> 在这里写解析。",
        QuestionKind.Matching => "把左右两边配成对。\n\n- 左边一 → 右边一\n- 左边二 → 右边二\n- → 多余的答案\n\n> 在这里写解析。",
        QuestionKind.Ordering => "按先后次序排列。\n\n1. 最先\n2. 其次\n3. 最后\n\n> 在这里写解析。",
        QuestionKind.Cloze => "第一处写____，第二处选____。\n\n1. - [x] 第一处的答案\n2. - [x] 正确的选项\n   - [ ] 错误的选项\n\n> 在这里写解析。",
        QuestionKind.Passage => "在这里写材料。\n\n### 1 {.single}\n在这里写第一小题？\n\n- [x] 正确的选项\n- [ ] 错误的选项\n\n> 在这里写解析。\n\n### 2 {.true-false}\n在这里写第二小题。\n\n- [ ] 正确\n- [x] 错误\n\n> 在这里写解析。",
        QuestionKind.ShortAnswer => "在这里写题目？\n\n- 评分要点一，写到得 1 分\n- 评分要点二，写到得 1 分\n\n> 在这里写解析。",
        _ => "在这里写题目？\n\n- [x] 答案\n\n> 在这里写解析。",
    };

    private static string English(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => "Write the question here?\n\n- [ ] A wrong option\n- [x] The right option (x in the brackets)\n- [ ] Another wrong option\n\n> Write the explanation here: why this is the answer.",
        QuestionKind.Multiple => "Write the question here?\n\n- [x] A right option (x in the brackets)\n- [ ] A wrong option\n- [x] Another right option\n\n> Write the explanation here: why these are the answers.",
        QuestionKind.TrueFalse => "Write a sentence here that is true or false.\n\n- [x] True\n- [ ] False\n\n> Write the explanation here.",
        QuestionKind.FillIn => "Write a sentence here with a blank ____.\n\n- [x] answer\n- [x] another spelling that is accepted\n\n> Write the explanation here.",
        QuestionKind.Numeric => "Write a question here whose answer is a number?\n\n- [x] 32\n\n> Write the explanation here.",
        QuestionKind.Matching => "Match the two sides.\n\n- left one → right one\n- left two → right two\n- → an answer too many\n\n> Write the explanation here.",
        QuestionKind.Ordering => "Put these in order.\n\n1. first\n2. second\n3. last\n\n> Write the explanation here.",
        QuestionKind.Cloze => "Write in the first blank ____ and choose in the second ____.\n\n1. - [x] answer of the first\n2. - [x] the right option\n   - [ ] a wrong option\n\n> Write the explanation here.",
        QuestionKind.Passage => "Write the text here.\n\n### 1 {.single}\nWrite the first question here?\n\n- [x] The right option\n- [ ] A wrong option\n\n> Write the explanation here.\n\n### 2 {.true-false}\nWrite the second one here.\n\n- [ ] True\n- [x] False\n\n> Write the explanation here.",
        QuestionKind.ShortAnswer => "Write the question here?\n\n- First thing to say, worth one point\n- Second thing to say, worth one point\n\n> Write the explanation here.",
        _ => "Write the question here?\n\n- [x] answer\n\n> Write the explanation here.",
    };
}
