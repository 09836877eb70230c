using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions;

/// <summary>A question in a few plain words, for lists on a page.</summary>
public static class QuestionTitle
{
    public static string Of(Question question) => Titles.Of(question);
}
