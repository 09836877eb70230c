using Learning.Courses.Storage;

namespace Learning.Courses.Tests;

/// <summary>Lets somebody else be first: between what a use case has read and what it is about to store.</summary>
public static class Rival
{
    public static void BeforeSaving(CoursesDb db, Func<Task> rival)
    {
        db.SavingChanges += Once;

        void Once(object? sender, EventArgs e)
        {
            db.SavingChanges -= Once;
            rival().GetAwaiter().GetResult();
        }
    }
}
