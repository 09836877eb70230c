namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>
/// How unlikely it is that two sittings share so many wrong answers by chance (error similarity, Bellezza and Bellezza 1989, with
/// a chance of its own for each question). Right answers are left out: to be right together needs no explanation.
/// </summary>
internal static class SameWrongAnswers
{
    /// <param name="chances">For each question both were wrong about, the chance that they are wrong in the same way.</param>
    /// <param name="same">How many times they were.</param>
    /// <returns>The chance of so many or more.</returns>
    public static double Tail(IReadOnlyList<double> chances, int same)
    {
        // distribution[n]: the chance that n of the questions so far were answered alike.
        var distribution = new double[chances.Count + 1];
        distribution[0] = 1;
        for (var question = 0; question < chances.Count; question++)
        {
            for (var n = question + 1; n > 0; n--)
            {
                distribution[n] = (distribution[n] * (1 - chances[question])) + (distribution[n - 1] * chances[question]);
            }

            distribution[0] *= 1 - chances[question];
        }

        return distribution.Skip(same).Sum();
    }
}
